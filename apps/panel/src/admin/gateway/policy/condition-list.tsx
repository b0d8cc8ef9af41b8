import { ActionIcon, Button, Menu, NativeSelect } from '@mantine/core';
import type { GatewayClause, GatewayClauseType } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { useRef } from 'react';
import type { ComponentType } from 'react';
import { IconPlus, IconTrash } from '../../../components/icons';
import type { NumberedClauseProps } from './clause-fields-props';
import styles from './policy.module.css';
import { groupTypes, isGroup, leafTypes, newClause } from './policy-tree';
import { usePolicyProblem } from './problem-context';

export interface ConditionListProps {
  /** Renders the fields of one condition. */
  readonly Fields: ComponentType<NumberedClauseProps>;
  readonly clauses: readonly GatewayClause[];
  /** Prefix of each number: `2.` inside the second condition. */
  readonly number?: string;
  readonly pathOf: (index: number) => string;
  /** Path of the group itself. */
  readonly path: string;
  readonly onChange: (clauses: readonly GatewayClause[]) => void;
}

const types = [...leafTypes, ...groupTypes];

/** Changes the kind; a group keeps its conditions when only its operator changes. */
const turnInto = (clause: GatewayClause, type: GatewayClauseType): GatewayClause =>
  isGroup(clause) && (type === 'all' || type === 'any') ? { ...clause, type } : newClause(type);

/** A list of conditions; each can change its kind or be a group itself. */
export const ConditionList = ({ Fields, clauses, number = '', pathOf, path, onChange }: ConditionListProps) => {
  const { t } = useTranslation('gateway');
  const problemAt = usePolicyProblem();
  const add = useRef<HTMLButtonElement>(null);
  const remove = (index: number): void => {
    onChange(clauses.filter((_, at) => at !== index));
    add.current?.focus();
  };

  return (
    <div className={styles.conditions}>
      {clauses.map((clause, index) => {
        const own = `${number}${index + 1}`;
        const change = (changed: GatewayClause): void => onChange(clauses.with(index, changed));
        return (
          <fieldset key={index} className={styles.condition}>
            <legend className="visually-hidden">{t('policy.condition', { number: own })}</legend>
            <div className={styles.conditionHead}>
              <span className={styles.number} aria-hidden="true">
                {own}
              </span>
              <NativeSelect
                className={styles.type}
                aria-label={t('policy.condition_type', { number: own })}
                data={types.map((type) => ({ value: type, label: t(`policy.type.${type}`) }))}
                value={clause.type}
                onChange={({ currentTarget }) => change(turnInto(clause, currentTarget.value as GatewayClauseType))}
              />
              <ActionIcon
                variant="subtle"
                color="gray"
                size={36}
                aria-label={t('policy.remove', { number: own })}
                onClick={() => remove(index)}
              >
                <IconTrash size={16} stroke={1.6} aria-hidden />
              </ActionIcon>
            </div>
            <div className={styles.conditionBody}>
              <Fields clause={clause} path={pathOf(index)} number={own} onChange={change} />
            </div>
          </fieldset>
        );
      })}
      {problemAt(path) && clauses.length === 0 && (
        <p role="alert" className={styles.problem}>
          {problemAt(path)}
        </p>
      )}
      <Menu position="bottom-start">
        <Menu.Target>
          <Button ref={add} variant="default" size="xs" leftSection={<IconPlus size={14} stroke={2} aria-hidden />}>
            {t('policy.add')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {types.map((type) => (
            <Menu.Item key={type} onClick={() => onChange([...clauses, newClause(type)])}>
              {t(`policy.type.${type}`)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </div>
  );
};
