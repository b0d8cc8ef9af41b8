import { Button, Menu } from '@mantine/core';
import type { GatewayAuthority } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { useState } from 'react';
import { IfMay } from '../../../api/may';
import { DataTable } from '../../../components/data-table';
import type { Column } from '../../../components/data-table';
import { EmptyState } from '../../../components/empty-state';
import { IconId, IconPlus } from '../../../components/icons';
import { ProblemAlert } from '../../../components/problem-alert';
import { RowMenu } from '../../../components/row-menu';
import { TwoLines } from '../../../components/two-lines';
import { When } from '../../../components/when';
import { CertificateDetails } from '../shared/certificate-details';
import { DeleteDialog } from '../shared/delete-dialog';
import { Expiry } from '../shared/expiry';
import { GatewayPage } from '../shared/gateway-page';
import styles from '../shared/shared.module.css';
import { Thumbprints } from '../shared/thumbprints';
import { UseCount } from '../shared/used-by';
import { useAuthorities, useDeleteAuthority } from './authorities.api';
import { UploadAuthority } from './upload-authority';

interface Chosen {
  readonly action: 'show' | 'delete';
  readonly authority: GatewayAuthority;
}

const useColumns = (onChoose: (chosen: Chosen) => void): readonly Column<GatewayAuthority>[] => {
  const { t } = useTranslation('gateway');
  return [
    {
      key: 'name',
      title: t('column.name'),
      sortBy: ({ name }) => name,
      cell: (authority) => (
        <TwoLines
          main={
            <button type="button" className={styles.open} onClick={() => onChoose({ action: 'show', authority })}>
              {authority.name}
            </button>
          }
          sub={authority.certificate.name !== authority.name && authority.certificate.name}
        />
      ),
    },
    {
      key: 'thumbprints',
      title: t('thumbprint.title'),
      cell: ({ name, thumbprints }) => <Thumbprints short name={name} thumbprints={thumbprints} />,
    },
    {
      key: 'expires',
      title: t('column.valid'),
      sortBy: ({ certificate }) => certificate.notAfter,
      cell: ({ certificate }) => <Expiry certificate={certificate} />,
    },
    { key: 'uses', title: t('used_by.title'), cell: ({ usedBy }) => <UseCount uses={usedBy} /> },
    {
      key: 'added',
      title: t('column.added'),
      sortBy: ({ createdAt }) => createdAt,
      cell: ({ createdAt }) => <When at={createdAt} />,
    },
    {
      key: 'actions',
      title: t('column.actions'),
      actions: true,
      cell: (authority) => (
        <RowMenu label={t('action.more', { name: authority.name })}>
          <Menu.Item onClick={() => onChoose({ action: 'show', authority })}>{t('action.show')}</Menu.Item>
          <IfMay scope="update:gateway">
            <Menu.Item color="red" onClick={() => onChoose({ action: 'delete', authority })}>
              {t('action.delete')}
            </Menu.Item>
          </IfMay>
        </RowMenu>
      ),
    },
  ];
};

/** Whom the "validate" condition trusts. */
export const AuthoritiesPage = () => {
  const { t } = useTranslation('gateway');
  const { data: authorities, error } = useAuthorities();
  const [uploading, setUploading] = useState(false);
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const columns = useColumns(setChosen);
  const remove = useDeleteAuthority();
  const close = (): void => setChosen(null);

  return (
    <GatewayPage
      part="authorities"
      action={
        <IfMay scope="update:gateway">
          <Button leftSection={<IconPlus size={16} stroke={2} aria-hidden />} onClick={() => setUploading(true)}>
            {t('authorities.upload')}
          </Button>
        </IfMay>
      }
    >
      <ProblemAlert error={error} />
      {!error && (
        <DataTable
          label={t('tab.authorities')}
          columns={columns}
          rows={authorities}
          rowKey={({ id }) => id}
          empty={
            <EmptyState
              icon={<IconId size={20} stroke={1.5} />}
              title={t('authorities.none')}
              text={t('authorities.none_text')}
            />
          }
        />
      )}
      <UploadAuthority opened={uploading} onClose={() => setUploading(false)} />
      {chosen?.action === 'show' && (
        <CertificateDetails {...chosen.authority} uses={chosen.authority.usedBy} onClose={close} />
      )}
      {chosen?.action === 'delete' && (
        <DeleteDialog
          id={chosen.authority.id}
          name={chosen.authority.name}
          title={t('authorities.ask_delete', { name: chosen.authority.name })}
          text={t('authorities.ask_delete_text')}
          done={t('authorities.deleted', { name: chosen.authority.name })}
          uses={chosen.authority.usedBy}
          mutation={remove}
          onClose={close}
        />
      )}
    </GatewayPage>
  );
};
