import { ActionIcon, Button, Menu, Switch, Tooltip } from '@mantine/core';
import type { SignInMethodRecord } from '@postern/contracts';
import { useErrorText, useTranslation } from '@postern/i18n';
import { MethodIcon } from '@postern/ui';
import type { ComponentProps } from 'react';
import { useMethodName } from '../../api/method-names';
import { IfMay, useMay } from '../../api/may';
import { Badge } from '../../components/badge';
import { IconAlert, IconCopy, IconDown, IconGrip, IconTest, IconTrash, IconUp } from '../../components/icons';
import { RowMenu } from '../../components/row-menu';
import { RequiredBadge } from './require-identifier';
import styles from './sign-in-methods.module.css';
import { useMethodType } from './methods.api';
import type { Shelf } from './placement';
import { useRuleWords } from './rule-words';

export interface MethodRowProps {
  readonly method: SignInMethodRecord;
  readonly shelf: Shelf;
  readonly index: number;
  readonly last: boolean;
  readonly dragged: boolean;
  readonly dropBefore: boolean;
  readonly grip: (id: string) => ComponentProps<'button'>;
  /** `null`: back to its previous position. */
  readonly onMove: (id: string, shelf: Shelf, index: number | null) => void;
  readonly onOpen: (
    kind: 'configure' | 'duplicate' | 'test' | 'delete' | 'require',
    method: SignInMethodRecord,
  ) => void;
}

const RowActions = ({ method, shelf, index, last, onMove, onOpen }: MethodRowProps) => {
  const { t } = useTranslation('panel');
  const { id, builtIn, enabled, group } = method;
  const name = useMethodName()(method);
  const otherGroup = group === 'main' ? 'other' : 'main';
  const may = useMay();
  const mayTest = !builtIn && may('read:sign_in_methods', 'read:users');
  const mayUpdate = may('update:sign_in_methods');
  const mayCreate = !builtIn && may('create:sign_in_methods');
  const mayDelete = !builtIn && may('delete:sign_in_methods');
  if (!mayTest && !mayUpdate && !mayCreate && !mayDelete) return null;
  return (
    <RowMenu label={t('methods.more', { name })}>
      {mayTest && (
        <Menu.Item leftSection={<IconTest size={16} stroke={1.6} />} onClick={() => onOpen('test', method)}>
          {t('methods.test')}
        </Menu.Item>
      )}
      {mayCreate && (
        <Menu.Item leftSection={<IconCopy size={16} stroke={1.6} />} onClick={() => onOpen('duplicate', method)}>
          {t('methods.duplicate')}
        </Menu.Item>
      )}
      {mayUpdate && (
        <Menu.Item
          leftSection={<IconUp size={16} stroke={1.6} />}
          disabled={index === 0 || !enabled}
          onClick={() => onMove(id, shelf, index - 1)}
        >
          {t('methods.up')}
        </Menu.Item>
      )}
      {mayUpdate && (
        <Menu.Item
          leftSection={<IconDown size={16} stroke={1.6} />}
          disabled={last || !enabled}
          onClick={() => onMove(id, shelf, index + 1)}
        >
          {t('methods.down')}
        </Menu.Item>
      )}
      {mayUpdate && (method.requirable || method.required !== null) && (
        <Menu.Item onClick={() => onOpen('require', method)}>
          {t('administration:application.sign_in.require.menu')}
        </Menu.Item>
      )}
      {mayUpdate && enabled && (
        <Menu.Item onClick={() => onMove(id, otherGroup, 99)}>{t(`methods.move_to.${otherGroup}`)}</Menu.Item>
      )}
      {mayDelete && (
        <Menu.Item
          color="red"
          leftSection={<IconTrash size={16} stroke={1.6} />}
          onClick={() => onOpen('delete', method)}
        >
          {t('methods.delete')}
        </Menu.Item>
      )}
    </RowMenu>
  );
};

/** One method: switch, logo, name and type, its problems and its actions. */
export const MethodRow = (props: MethodRowProps) => {
  const { method, shelf, index, dragged, dropBefore, grip, onMove, onOpen } = props;
  const { t, i18n } = useTranslation('panel');
  const descriptor = useMethodType(props.method.type);
  const kind = descriptor?.labels[i18n.language].kind;
  const words = useRuleWords(descriptor);
  const errorText = useErrorText();
  const { id, type, enabled, group, icon, logoUrl, problem, problemDetail, identifierCount, overlaps } = method;
  const methodName = useMethodName();
  const name = methodName(method);
  const list = (names: readonly string[]): string => new Intl.ListFormat(i18n.language).format(names);
  const mayMove = useMay()('update:sign_in_methods');
  const byKey: Readonly<Record<string, number>> = { ArrowUp: index - 1, ArrowDown: index + 1 };

  return (
    <li
      className={styles.row}
      data-method={id}
      data-dragged={dragged || undefined}
      data-drop-before={dropBefore || undefined}
    >
      {mayMove && (
        <Tooltip label={t('methods.grip_hint')}>
          <ActionIcon
            variant="transparent"
            color="gray"
            className={styles.grip}
            aria-label={t('methods.grip', { name })}
            aria-keyshortcuts="ArrowUp ArrowDown"
            onKeyDown={(event) => {
              const to = byKey[event.key];
              if (to === undefined) return;
              event.preventDefault();
              if (to >= 0) onMove(id, shelf, to);
            }}
            {...grip(id)}
          >
            <IconGrip size={16} stroke={1.6} aria-hidden />
          </ActionIcon>
        </Tooltip>
      )}
      {mayMove && (
        <Switch
          className={styles.switch}
          aria-label={t('methods.enabled', { name })}
          checked={enabled}
          onChange={() => onMove(id, enabled ? 'disabled' : group, null)}
        />
      )}
      <span className={styles.logo}>
        <MethodIcon icon={icon} logoUrl={logoUrl} />
      </span>
      <div className={styles.words}>
        <p className={styles.name}>
          {name}
          {method.public && <Badge tone="accent">{t('methods.public')}</Badge>}
          {method.builtIn && <Badge>{t('methods.built_in')}</Badge>}
          <RequiredBadge {...method} />
        </p>
        <p className={styles.sub}>
          <span>{kind ?? type}</span>
          {!method.builtIn && <span>{t('methods.identifiers', { count: identifierCount })}</span>}
          {method.identifierSources.length > 1 &&
            method.identifierSources.map(({ source, count }) => (
              <span key={source}>
                {source === null ? '–' : words.source(source)}: {new Intl.NumberFormat(i18n.language).format(count)}
              </span>
            ))}
        </p>
        {problem && (
          <p className={styles.problem}>
            <IconAlert size={14} stroke={1.8} aria-hidden />
            {errorText(problem).title}. {errorText(problem).next}
          </p>
        )}
        {overlaps.length > 0 && (
          <p className={styles.problem}>
            <IconAlert size={14} stroke={1.8} aria-hidden />
            {t('administration:methods.overlaps', { names: list(overlaps.map(methodName)) })}
          </p>
        )}
        {problemDetail && (
          <p className={styles.detail} lang="en">
            {problemDetail}
          </p>
        )}
      </div>
      <div className={styles.actions}>
        <IfMay scope="update:sign_in_methods">
          <Button
            variant="default"
            size="xs"
            aria-label={t('methods.configure_named', { name })}
            onClick={() => onOpen('configure', method)}
          >
            {t('methods.configure')}
          </Button>
        </IfMay>
        <RowActions {...props} />
      </div>
    </li>
  );
};
