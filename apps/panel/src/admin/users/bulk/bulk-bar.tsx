import { Button } from '@mantine/core';
import type { UserRecord } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { useMay } from '../../../api/may';
import { useMe } from '../../../api/me';
import styles from '../../../components/lists.module.css';
import type { Selection } from '../../../components/use-selection';
import { useOpened } from '../../../components/use-opened';
import { BulkDialog } from './bulk-dialog';
import type { BulkAction } from './use-bulk';
import { bulkActions } from './use-bulk';

export interface BulkBarProps {
  readonly selection: Selection<UserRecord>;
}

/** What can be done to the chosen accounts. One's own account is left out: nobody locks themselves out by a list. */
export const BulkBar = ({ selection }: BulkBarProps) => {
  const { t } = useTranslation('administration');
  const may = useMay();
  const { data: me } = useMe();
  const dialog = useOpened<BulkAction>();
  const { chosen } = selection;
  const users = chosen.filter(({ id }) => id !== me?.id);
  if (chosen.length === 0) return null;
  const offered = bulkActions.filter((action) => action !== 'add_to_group' || may('update:groups', 'read:groups'));
  return (
    <div className={styles.bar} role="region" aria-label={t('lists.bulk.label')}>
      <strong role="status">{t('lists.bulk.chosen', { count: chosen.length })}</strong>
      {offered.map((action) => (
        <Button
          key={action}
          variant="default"
          size="compact-sm"
          disabled={users.length === 0}
          onClick={() => dialog.open(action)}
        >
          {t(`lists.bulk.action.${action}`)}
        </Button>
      ))}
      <Button variant="subtle" size="compact-sm" onClick={selection.clear}>
        {t('lists.bulk.clear')}
      </Button>
      {bulkActions.map((action) => (
        <BulkDialog
          key={`${action} ${dialog.round}`}
          action={action}
          opened={dialog.opened === action}
          users={users}
          onClose={(done) => {
            dialog.close();
            if (done) selection.clear();
          }}
        />
      ))}
    </div>
  );
};
