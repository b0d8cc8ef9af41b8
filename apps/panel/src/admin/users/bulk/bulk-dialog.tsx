import { Button, Modal, NativeSelect } from '@mantine/core';
import type { UserRecord } from '@postern/contracts';
import { useErrorText, useTranslation } from '@postern/i18n';
import { useState } from 'react';
import dialogStyles from '../../../components/dialog.module.css';
import styles from '../../../components/lists.module.css';
import { useGroups } from '../../api/groups.api';
import { useBulk } from './use-bulk';
import type { BulkAction, Outcome } from './use-bulk';

export interface BulkDialogProps {
  readonly action: BulkAction;
  readonly opened: boolean;
  readonly users: readonly UserRecord[];
  /** Called when the person closes it; `done`: after the action. */
  readonly onClose: (done: boolean) => void;
}

const GroupChoice = ({ value, onChange }: { readonly value: string; readonly onChange: (id: string) => void }) => {
  const { t } = useTranslation('administration');
  const { data: groups = [] } = useGroups();
  return (
    <NativeSelect
      label={t('lists.bulk.group')}
      value={value}
      data={[{ value: '', label: '–' }, ...groups.map(({ id, name }) => ({ value: id, label: name }))]}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
    />
  );
};

const OutcomeText = ({ outcome }: { readonly outcome: Outcome | undefined }) => {
  const { t } = useTranslation('administration');
  const errorText = useErrorText();
  if (outcome === undefined) return null;
  if (outcome === 'waiting') return <span>{t('lists.bulk.waiting')}</span>;
  if (outcome === 'done') return <span className={styles.good}>{t('lists.bulk.done')}</span>;
  return <span className={styles.bad}>{errorText(outcome.code).title}</span>;
};

/** Says how many accounts are changed and which, then what became of each. */
export const BulkDialog = ({ action, opened, users, onClose }: BulkDialogProps) => {
  const { t } = useTranslation('administration');
  const [group, setGroup] = useState('');
  const { outcomes, running, run, stop } = useBulk();
  const count = users.length;
  const finished = outcomes !== null && !running;
  const results = [...(outcomes?.values() ?? [])];
  const done = results.filter((outcome) => outcome === 'done').length;
  const close = (): void => {
    stop();
    onClose(outcomes !== null);
  };
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={t(`lists.bulk.ask.${action}`, { count })}
      closeButtonProps={{ 'aria-label': t('panel:dialog.close') }}
      classNames={{ title: dialogStyles.title }}
    >
      <div className={styles.form}>
        {outcomes === null && <p>{t(`lists.bulk.text.${action}`)}</p>}
        {outcomes === null && action === 'add_to_group' && <GroupChoice value={group} onChange={setGroup} />}
        <p role="status">{finished && t('lists.bulk.result', { done, count })}</p>
        <ul className={styles.outcomes} tabIndex={0} aria-label={t('lists.bulk.people')}>
          {users.map(({ id, name, username }) => (
            <li key={id}>
              <span>
                {name} ({username})
              </span>
              <OutcomeText outcome={outcomes?.get(id)} />
            </li>
          ))}
        </ul>
        <div className={styles.actions}>
          <Button variant="default" data-autofocus onClick={close}>
            {finished ? t('panel:dialog.close') : t('panel:dialog.cancel')}
          </Button>
          {!finished && (
            <Button
              color={action === 'block' || action === 'end_sessions' ? 'red' : undefined}
              loading={running}
              disabled={action === 'add_to_group' && group === ''}
              onClick={() => void run(action, users, group)}
            >
              {t(`lists.bulk.action.${action}`)}
            </Button>
          )}
        </div>
      </div>
    </Modal>
  );
};
