import { Button, Menu } from '@mantine/core';
import type { GatewayBackend } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { useState } from 'react';
import { IfMay, useMay } from '../../../api/may';
import { Badge } from '../../../components/badge';
import { DataTable } from '../../../components/data-table';
import type { Column } from '../../../components/data-table';
import { EmptyState } from '../../../components/empty-state';
import { IconPlus, IconServer } from '../../../components/icons';
import { ProblemAlert } from '../../../components/problem-alert';
import { RowMenu } from '../../../components/row-menu';
import { TwoLines } from '../../../components/two-lines';
import { When } from '../../../components/when';
import { DeleteDialog } from '../shared/delete-dialog';
import { GatewayPage } from '../shared/gateway-page';
import styles from '../shared/shared.module.css';
import { UseCount } from '../shared/used-by';
import { BackendForm } from './backend-form';
import { isPlain } from './backend-values';
import { useBackends, useDeleteBackend } from './backends.api';

/** How the back end proves itself: loud where it does not. */
const TrustBadge = ({ backend }: { readonly backend: GatewayBackend }) => {
  const { t } = useTranslation('gateway');
  if (isPlain(backend.url)) return <Badge tone="warning">{t('backends.trust.plain')}</Badge>;
  if (backend.skipCertificateChainValidation) return <Badge tone="warning">{t('backends.trust.skipped')}</Badge>;
  return <Badge tone="good">{t(backend.trustedCa ? 'backends.trust.own_ca' : 'backends.trust.validated')}</Badge>;
};

interface Actions {
  readonly onEdit: (backend: GatewayBackend) => void;
  readonly onDelete: (backend: GatewayBackend) => void;
}

const useColumns = ({ onEdit, onDelete }: Actions): readonly Column<GatewayBackend>[] => {
  const { t } = useTranslation('gateway');
  const mayChange = useMay()('update:gateway');
  return [
    {
      key: 'name',
      title: t('backends.column.name'),
      sortBy: ({ name }) => name,
      cell: (backend) => (
        <TwoLines
          main={
            mayChange ? (
              <button type="button" className={styles.open} onClick={() => onEdit(backend)}>
                {backend.name}
              </button>
            ) : (
              backend.name
            )
          }
          sub={<code>{backend.url}</code>}
        />
      ),
    },
    {
      key: 'credential',
      title: t('backends.column.credential'),
      cell: ({ credential }) =>
        credential.type === 'certificate' ? (
          credential.certificateId
        ) : (
          <span className={styles.quiet}>{t('backends.no_credential')}</span>
        ),
    },
    { key: 'trust', title: t('backends.column.trust'), cell: (backend) => <TrustBadge backend={backend} /> },
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
      cell: (backend) => (
        <IfMay scope="update:gateway">
          <RowMenu label={t('action.more', { name: backend.name })}>
            <Menu.Item onClick={() => onEdit(backend)}>{t('action.edit')}</Menu.Item>
            <Menu.Item color="red" onClick={() => onDelete(backend)}>
              {t('action.delete')}
            </Menu.Item>
          </RowMenu>
        </IfMay>
      ),
    },
  ];
};

/** Where APIs lead to. */
export const BackendsPage = () => {
  const { t } = useTranslation('gateway');
  const { data: backends, error } = useBackends();
  /** Null adds one. */
  const [editing, setEditing] = useState<GatewayBackend | null | undefined>();
  const [deleting, setDeleting] = useState<GatewayBackend | null>(null);
  const columns = useColumns({ onEdit: setEditing, onDelete: setDeleting });
  const remove = useDeleteBackend();

  return (
    <GatewayPage
      part="backends"
      action={
        <IfMay scope="update:gateway">
          <Button leftSection={<IconPlus size={16} stroke={2} aria-hidden />} onClick={() => setEditing(null)}>
            {t('backends.create')}
          </Button>
        </IfMay>
      }
    >
      <ProblemAlert error={error} />
      {!error && (
        <DataTable
          label={t('tab.backends')}
          columns={columns}
          rows={backends}
          rowKey={({ id }) => id}
          empty={
            <EmptyState
              icon={<IconServer size={20} stroke={1.5} />}
              title={t('backends.none')}
              text={t('backends.none_text')}
            />
          }
        />
      )}
      {editing !== undefined && (
        <BackendForm key={editing?.id} backend={editing} onClose={() => setEditing(undefined)} />
      )}
      {deleting && (
        <DeleteDialog
          id={deleting.id}
          name={deleting.name}
          title={t('backends.ask_delete', { name: deleting.name })}
          text={t('backends.ask_delete_text')}
          done={t('backends.deleted', { name: deleting.name })}
          uses={deleting.usedBy}
          mutation={remove}
          onClose={() => setDeleting(null)}
        />
      )}
    </GatewayPage>
  );
};
