import { Menu } from '@mantine/core';
import type { KeyCredential } from '@postern/contracts';
import { useDateText, useTranslation } from '@postern/i18n';
import { DataTable } from '../../../components/data-table';
import type { Column } from '../../../components/data-table';
import { EmptyState } from '../../../components/empty-state';
import { IconCertificate } from '../../../components/icons';
import { RowMenu } from '../../../components/row-menu';
import styles from '../credentials/credentials.module.css';
import { ExpiryBadge } from '../credentials/expiry-text';
import { Thumbprint } from '../credentials/thumbprint';

export interface KeysTableProps {
  readonly keys: readonly KeyCredential[] | undefined;
  /** Absent where nothing may be changed. */
  readonly onDelete?: (keyId: string) => void;
}

/** Certificates as D4 shows them: thumbprint, start date and expiry. */
export const KeysTable = ({ keys, onDelete }: KeysTableProps) => {
  const { t } = useTranslation('administration');
  const date = useDateText();
  const columns: readonly Column<KeyCredential>[] = [
    {
      key: 'thumbprint',
      title: t('keys.column.thumbprint'),
      cell: ({ customKeyIdentifier }) => <Thumbprint algorithm="SHA-1" value={customKeyIdentifier} />,
    },
    { key: 'name', title: t('keys.column.description'), cell: ({ displayName }) => displayName ?? '–' },
    {
      key: 'start',
      title: t('keys.column.start'),
      cell: ({ startDateTime: at }) => (at === undefined ? '–' : <time dateTime={at}>{date(at)}</time>),
    },
    {
      key: 'end',
      title: t('keys.column.end'),
      cell: ({ startDateTime, endDateTime: at }) =>
        at === undefined ? (
          '–'
        ) : (
          <span className={styles.dates}>
            <time dateTime={at}>{date(at)}</time>
            <ExpiryBadge credential={{ starts_at: startDateTime ?? null, expires_at: at }} />
          </span>
        ),
    },
    { key: 'id', title: t('keys.column.key_id'), cell: ({ keyId }) => <code className={styles.hint}>{keyId}</code> },
    ...(onDelete
      ? [
          {
            key: 'actions',
            title: t('credentials.column.actions'),
            actions: true,
            cell: ({ keyId, displayName }: KeyCredential) => (
              <RowMenu label={t('credentials.more', { name: displayName ?? keyId })}>
                <Menu.Item color="red" onClick={() => onDelete(keyId)}>
                  {t('credentials.action.delete')}
                </Menu.Item>
              </RowMenu>
            ),
          },
        ]
      : []),
  ];

  return (
    <DataTable
      label={t('keys.certificates')}
      columns={columns}
      rows={keys}
      rowKey={({ keyId }) => keyId}
      empty={
        <EmptyState
          icon={<IconCertificate size={20} stroke={1.5} />}
          title={t('keys.none')}
          text={t('keys.none_text')}
        />
      }
    />
  );
};
