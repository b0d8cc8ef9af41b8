import { Menu } from '@mantine/core';
import type { GatewayUpstream } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { useState } from 'react';
import { IfMay, useMay } from '../../../api/may';
import { Badge } from '../../../components/badge';
import type { Column } from '../../../components/data-table';
import { IconServer } from '../../../components/icons';
import { RowMenu } from '../../../components/row-menu';
import { TwoLines } from '../../../components/two-lines';
import { When } from '../../../components/when';
import { AddButton } from '../../../components/add-button';
import { RecordTable } from '../../../components/record-table';
import { DeleteDialog } from '../shared/delete-dialog';
import { GatewayPage } from '../shared/gateway-page';
import styles from '../shared/shared.module.css';
import { UseCount } from '../shared/used-by';
import { UpstreamForm } from './upstream-form';
import { isPlain } from './upstream-values';
import { useUpstreams, useDeleteUpstream } from './upstreams.api';

/** How the upstream's certificate is validated; highlighted if it is not. */
const TrustBadge = ({ upstream }: { readonly upstream: GatewayUpstream }) => {
  const { t } = useTranslation('gateway');
  if (isPlain(upstream.url)) return <Badge tone="warning">{t('upstreams.trust.plain')}</Badge>;
  if (upstream.skipCertificateChainValidation) return <Badge tone="warning">{t('upstreams.trust.skipped')}</Badge>;
  return <Badge tone="good">{t(upstream.trustedCa ? 'upstreams.trust.own_ca' : 'upstreams.trust.validated')}</Badge>;
};

interface Actions {
  readonly onEdit: (upstream: GatewayUpstream) => void;
  readonly onDelete: (upstream: GatewayUpstream) => void;
}

const useColumns = ({ onEdit, onDelete }: Actions): readonly Column<GatewayUpstream>[] => {
  const { t } = useTranslation('gateway');
  const mayChange = useMay()('update:gateway');
  return [
    {
      key: 'name',
      title: t('upstreams.column.name'),
      sortBy: ({ name }) => name,
      cell: (upstream) => (
        <TwoLines
          main={
            mayChange ? (
              <button type="button" className={styles.open} onClick={() => onEdit(upstream)}>
                {upstream.name}
              </button>
            ) : (
              upstream.name
            )
          }
          sub={<code>{upstream.url}</code>}
        />
      ),
    },
    {
      key: 'credential',
      title: t('upstreams.column.credential'),
      cell: ({ credential }) =>
        credential.type === 'certificate' ? (
          credential.certificateId
        ) : (
          <span className={styles.quiet}>{t('upstreams.no_credential')}</span>
        ),
    },
    { key: 'trust', title: t('upstreams.column.trust'), cell: (upstream) => <TrustBadge upstream={upstream} /> },
    { key: 'uses', title: t('used_by.title'), cell: ({ usedBy }) => <UseCount uses={usedBy} /> },
    {
      key: 'changed',
      title: t('column.changed'),
      sortBy: ({ updatedAt }) => updatedAt,
      cell: ({ updatedAt }) => <When at={updatedAt} />,
    },
    {
      key: 'actions',
      title: t('column.actions'),
      actions: true,
      cell: (upstream) => (
        <IfMay scope="update:gateway">
          <RowMenu label={t('action.more', { name: upstream.name })}>
            <Menu.Item onClick={() => onEdit(upstream)}>{t('action.edit')}</Menu.Item>
            <Menu.Item color="red" onClick={() => onDelete(upstream)}>
              {t('action.delete')}
            </Menu.Item>
          </RowMenu>
        </IfMay>
      ),
    },
  ];
};

/** The upstreams that APIs forward to. */
export const UpstreamsPage = () => {
  const { t } = useTranslation('gateway');
  const { data: upstreams, error } = useUpstreams();
  /** Null adds one. */
  const [editing, setEditing] = useState<GatewayUpstream | null | undefined>();
  const [deleting, setDeleting] = useState<GatewayUpstream | null>(null);
  const columns = useColumns({ onEdit: setEditing, onDelete: setDeleting });
  const remove = useDeleteUpstream();

  return (
    <GatewayPage
      part="upstreams"
      action={
        <AddButton scope="update:gateway" onClick={() => setEditing(null)}>
          {t('upstreams.create')}
        </AddButton>
      }
    >
      <RecordTable
        error={error}
        label={t('tab.upstreams')}
        columns={columns}
        rows={upstreams}
        icon={<IconServer size={20} stroke={1.5} />}
        none={t('upstreams.none')}
        noneText={t('upstreams.none_text')}
      />
      {editing !== undefined && (
        <UpstreamForm key={editing?.id} upstream={editing} onClose={() => setEditing(undefined)} />
      )}
      {deleting && (
        <DeleteDialog
          id={deleting.id}
          name={deleting.name}
          title={t('upstreams.ask_delete', { name: deleting.name })}
          text={t('upstreams.ask_delete_text')}
          done={t('upstreams.deleted', { name: deleting.name })}
          uses={deleting.usedBy}
          mutation={remove}
          onClose={() => setDeleting(null)}
        />
      )}
    </GatewayPage>
  );
};
