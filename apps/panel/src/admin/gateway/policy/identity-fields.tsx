import { ActionIcon, Button, Menu, NativeSelect, Textarea, TextInput } from '@mantine/core';
import type { GatewayIdentity } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { IconPlus, IconTrash } from '../../../components/icons';
import styles from './policy.module.css';
import { identityFields } from './policy-tree';
import { usePolicyProblem } from './problem-context';

type Field = keyof GatewayIdentity;

export interface IdentityFieldsProps {
  readonly number: number;
  readonly identity: GatewayIdentity;
  readonly path: string;
  readonly onChange: (identity: GatewayIdentity) => void;
  /** Absent for the last one. */
  readonly onRemove?: () => void;
}

/** Pasted names often have one part per line. */
const hasLines = (field: Field): boolean => field === 'subject' || field === 'issuerSubject';

/** One caller: any number of attributes, each at most once. */
export const IdentityFields = ({ number, identity, path, onChange, onRemove }: IdentityFieldsProps) => {
  const { t } = useTranslation('gateway');
  const problemAt = usePolicyProblem();
  const parts = Object.entries(identity) as [Field, string][];
  const free = identityFields.filter((field) => identity[field] === undefined);
  const set = (next: readonly (readonly [Field, string])[]): void => onChange(Object.fromEntries(next));

  return (
    <fieldset className={styles.identity}>
      <legend>
        {t('policy.identity', { number })}
        {onRemove && (
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t('policy.identity_remove', { number })}
            onClick={onRemove}
          >
            <IconTrash size={16} stroke={1.6} aria-hidden />
          </ActionIcon>
        )}
      </legend>
      {parts.map(([field, value], index) => {
        const name = t(`policy.identity_field.${field}`);
        const input = {
          'aria-label': t('policy.identity_in', { field: name, number }),
          classNames: { input: styles.code },
          spellCheck: false,
          autoComplete: 'off',
          value,
          error: problemAt(`${path}.${field}`),
          onChange: ({ currentTarget }: { readonly currentTarget: { readonly value: string } }) =>
            set(parts.with(index, [field, currentTarget.value])),
        };
        return (
          <div key={field} className={styles.part}>
            <NativeSelect
              aria-label={t('policy.identity', { number })}
              data={[field, ...free].map((one) => ({ value: one, label: t(`policy.identity_field.${one}`) }))}
              value={field}
              onChange={({ currentTarget }) => set(parts.with(index, [currentTarget.value as Field, value]))}
            />
            {hasLines(field) ? <Textarea rows={2} {...input} /> : <TextInput {...input} />}
            {parts.length > 1 && (
              <ActionIcon
                variant="subtle"
                color="gray"
                size={36}
                aria-label={t('policy.part_remove', { field: name, number })}
                onClick={() => set(parts.filter((_, at) => at !== index))}
              >
                <IconTrash size={16} stroke={1.6} aria-hidden />
              </ActionIcon>
            )}
          </div>
        );
      })}
      {problemAt(path) && (
        <p role="alert" className={styles.problem}>
          {problemAt(path)}
        </p>
      )}
      {free.length > 0 && (
        <Menu position="bottom-start">
          <Menu.Target>
            <Button variant="subtle" size="xs" leftSection={<IconPlus size={14} stroke={2} aria-hidden />}>
              {t('policy.part_add')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {free.map((field) => (
              <Menu.Item key={field} onClick={() => set([...parts, [field, '']])}>
                {t(`policy.identity_field.${field}`)}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
    </fieldset>
  );
};
