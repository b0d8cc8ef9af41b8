import { ActionIcon, Button, Menu, Switch, Tooltip } from '@mantine/core';
import type { ApplicationSignInMethod } from '@postern/contracts';
import { useErrorText, useTranslation } from '@postern/i18n';
import { MethodIcon } from '@postern/ui';
import type { ComponentProps } from 'react';
import { IfMay, useMay } from '../../../api/may';
import { useMethodName } from '../../../api/method-names';
import { Badge } from '../../../components/badge';
import { IconAlert, IconDown, IconGrip, IconTrash, IconUp } from '../../../components/icons';
import { RowMenu } from '../../../components/row-menu';
import type { Shelf } from '../../sign-in-methods/placement';
import { RequiredBadge } from '../../sign-in-methods/require-identifier';
import styles from '../../sign-in-methods/sign-in-methods.module.css';

export interface PlacedRowProps {
  readonly method: ApplicationSignInMethod;
  readonly shelf: Shelf;
  readonly index: number;
  readonly last: boolean;
  readonly dragged: boolean;
  readonly dropBefore: boolean;
  readonly grip: (id: string) => ComponentProps<'button'>;
  /** @param index null: where it was before */
  readonly onMove: (id: string, shelf: Shelf, index: number | null) => void;
  readonly onOpen: (kind: 'configure' | 'delete' | 'require', method: ApplicationSignInMethod) => void;
}

const RowActions = ({ method, shelf, index, last, onMove, onOpen }: PlacedRowProps) => {
  const { t } = useTranslation('panel');
  const { id, owner, enabled, group } = method;
  const name = useMethodName()(method);
  const may = useMay();
  const mayPlace = may('update:clients', 'update:sign_in_methods');
  const mayDelete = owner === 'application' && may('delete:sign_in_methods');
  const otherGroup = group === 'main' ? 'other' : 'main';
  if (!mayPlace && !mayDelete) return null;
  return (
    <RowMenu label={t('methods.more', { name })}>
      {mayPlace && (
        <>
          <Menu.Item
            leftSection={<IconUp size={16} stroke={1.6} />}
            disabled={index === 0 || !enabled}
            onClick={() => onMove(id, shelf, index - 1)}
          >
            {t('methods.up')}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconDown size={16} stroke={1.6} />}
            disabled={last || !enabled}
            onClick={() => onMove(id, shelf, index + 1)}
          >
            {t('methods.down')}
          </Menu.Item>
          {(method.requirable || method.required !== null) && (
            <Menu.Item onClick={() => onOpen('require', method)}>
              {t('administration:application.sign_in.require.menu')}
            </Menu.Item>
          )}
          {enabled && (
            <Menu.Item onClick={() => onMove(id, otherGroup, 99)}>{t(`methods.move_to.${otherGroup}`)}</Menu.Item>
          )}
        </>
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

/** One method in the list of an application: its switch, place and owner. Only its owner configures it. */
export const PlacedRow = (props: PlacedRowProps) => {
  const { method, shelf, index, dragged, dropBefore, grip, onMove, onOpen } = props;
  const { t } = useTranslation('administration');
  const errorText = useErrorText();
  const { id, owner, enabled, group, icon, logoUrl, problem, fallback, description } = method;
  const name = useMethodName()(method);
  const mayPlace = useMay()('update:clients', 'update:sign_in_methods');
  const byKey: Readonly<Record<string, number>> = { ArrowUp: index - 1, ArrowDown: index + 1 };
  return (
    <li
      className={styles.row}
      data-method={id}
      data-dragged={dragged || undefined}
      data-drop-before={dropBefore || undefined}
    >
      {mayPlace && (
        <>
          <Tooltip label={t('panel:methods.grip_hint')}>
            <ActionIcon
              variant="transparent"
              color="gray"
              className={styles.grip}
              aria-label={t('panel:methods.grip', { name })}
              aria-keyshortcuts="ArrowUp ArrowDown"
              onKeyDown={(event) => {
                const to = byKey[event.key];
                if (to === undefined) return;
                event.preventDefault();
                if (to >= 0 && enabled) onMove(id, shelf, to);
              }}
              {...grip(id)}
            >
              <IconGrip size={16} stroke={1.6} aria-hidden />
            </ActionIcon>
          </Tooltip>
          <Switch
            className={styles.switch}
            aria-label={t('panel:methods.enabled', { name })}
            checked={enabled}
            onChange={() => onMove(id, enabled ? 'disabled' : group, null)}
          />
        </>
      )}
      <span className={styles.logo}>
        <MethodIcon icon={icon} logoUrl={logoUrl} />
      </span>
      <div className={styles.words}>
        <p className={styles.name}>
          {name}
          <Badge tone={owner === 'application' ? 'accent' : 'neutral'}>{t(`application.sign_in.owner.${owner}`)}</Badge>
          <RequiredBadge {...method} />
        </p>
        {description !== null && <p className={styles.detail}>{description}</p>}
        {fallback && <p className={styles.detail}>{t('application.sign_in.fallback')}</p>}
        {problem !== null && (
          <p className={styles.problem}>
            <IconAlert size={16} stroke={1.8} aria-hidden />
            {errorText(problem).title}
          </p>
        )}
      </div>
      <div className={styles.actions}>
        {owner === 'application' && (
          <IfMay scope="update:sign_in_methods">
            <Button
              variant="default"
              size="xs"
              aria-label={t('panel:methods.configure_named', { name })}
              onClick={() => onOpen('configure', method)}
            >
              {t('panel:methods.configure')}
            </Button>
          </IfMay>
        )}
        <RowActions {...props} />
      </div>
    </li>
  );
};
