import { Menu } from '@mantine/core';
import type { ClientCredential } from '@postern/contracts';
import { useDateText, useTranslation } from '@postern/i18n';
import { DistinguishedName } from '@postern/ui';
import type { ReactNode } from 'react';
import { Badge } from '../../../components/badge';
import { DataTable } from '../../../components/data-table';
import type { Column } from '../../../components/data-table';
import { EmptyState } from '../../../components/empty-state';
import { IconCertificate } from '../../../components/icons';
import { RowMenu } from '../../../components/row-menu';
import { TwoLines } from '../../../components/two-lines';
import { When } from '../../../components/when';
import { credentialName } from './credential-text';
import styles from './credentials.module.css';
import { ExpiryBadge } from './expiry-text';
import { Thumbprint } from './thumbprint';

export type CredentialAction = 'details' | 'use' | 'stop' | 'delete';

export interface CredentialsTableProps {
  readonly credentials: readonly ClientCredential[] | undefined;
  /** The actions available for a credential now. */
  readonly actionsFor: (credential: ClientCredential) => readonly CredentialAction[];
  readonly onAction: (action: CredentialAction, credential: ClientCredential) => void;
}

const Dates = ({ credential }: { readonly credential: ClientCredential }) => {
  const date = useDateText();
  const { starts_at: from, expires_at: until } = credential;
  if (until === null) return '–';
  return (
    <span className={styles.dates}>
      <span>
        {from && <time dateTime={from}>{date(from)}</time>}
        {from && ' – '}
        <time dateTime={until}>{date(until)}</time>
      </span>
      <ExpiryBadge credential={credential} />
    </span>
  );
};

/** All credentials of an application, in use or not. */
export const CredentialsTable = ({ credentials, actionsFor, onAction }: CredentialsTableProps) => {
  const { t } = useTranslation('administration');
  const subject = ({ name, subject_dn, san }: ClientCredential): ReactNode => {
    // Without a name of its own, its value is already shown as the name.
    if (san) return [t(`credentials.san.${san.type}`), name !== null && san.value].filter(Boolean).join(': ');
    return subject_dn !== null && <DistinguishedName name={subject_dn} />;
  };
  const columns: readonly Column<ClientCredential>[] = [
    {
      key: 'name',
      title: t('credentials.column.name'),
      sortBy: credentialName,
      cell: (credential) => (
        <TwoLines
          main={
            <button type="button" className={styles.open} onClick={() => onAction('details', credential)}>
              {credentialName(credential)}
            </button>
          }
          sub={
            <div className={styles.about}>
              <p>{t(`credentials.type.${credential.credential_type}`)}</p>
              <p>{subject(credential)}</p>
            </div>
          }
        />
      ),
    },
    {
      key: 'thumbprints',
      title: t('credentials.column.thumbprints'),
      cell: ({ thumbprint_sha1: sha1, thumbprint_sha256: sha256 }) =>
        sha256 === null ? (
          '–'
        ) : (
          <span className={styles.thumbprints}>
            <Thumbprint algorithm="SHA-256" value={sha256} />
            {sha1 && <Thumbprint algorithm="SHA-1" value={sha1} />}
          </span>
        ),
    },
    {
      key: 'valid',
      title: t('credentials.column.valid'),
      sortBy: ({ expires_at }) => expires_at ?? '9999',
      cell: (credential) => <Dates credential={credential} />,
    },
    {
      key: 'used',
      title: t('credentials.column.last_used'),
      cell: ({ last_used_at }) => <When at={last_used_at} />,
    },
    {
      key: 'where',
      title: t('credentials.column.used_by'),
      cell: ({ used_by }) =>
        used_by.length === 0 ? (
          <Badge>{t('credentials.unused')}</Badge>
        ) : (
          used_by.map((method) => (
            <Badge key={method} tone="good">
              {t(`authentication.short.${method}`)}
            </Badge>
          ))
        ),
    },
    {
      key: 'actions',
      title: t('credentials.column.actions'),
      actions: true,
      cell: (credential) => (
        <RowMenu label={t('credentials.more', { name: credentialName(credential) })}>
          {actionsFor(credential).map((action) => (
            <Menu.Item
              key={action}
              color={action === 'delete' ? 'red' : undefined}
              onClick={() => onAction(action, credential)}
            >
              {t(`credentials.action.${action}`)}
            </Menu.Item>
          ))}
        </RowMenu>
      ),
    },
  ];

  return (
    <DataTable
      label={t('credentials.title')}
      columns={columns}
      rows={credentials}
      rowKey={({ id }) => id}
      empty={
        <EmptyState
          icon={<IconCertificate size={20} stroke={1.5} />}
          title={t('credentials.none')}
          text={t('credentials.none_text')}
        />
      }
    />
  );
};
