import { Menu } from '@mantine/core';
import type { GatewayCallerCertificate } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { useState } from 'react';
import { IfMay } from '../../../api/may';
import type { Column } from '../../../components/data-table';
import { IconUsers } from '../../../components/icons';
import { Pager } from '../../../components/pager';
import { RowMenu } from '../../../components/row-menu';
import { SearchBox } from '../../../components/search-box';
import { TwoLines } from '../../../components/two-lines';
import { useListQuery } from '../../../components/use-list-query';
import { When } from '../../../components/when';
import { AddButton } from '../../../components/add-button';
import { RecordTable } from '../../../components/record-table';
import { CertificateDetails } from '../shared/certificate-details';
import { DeleteDialog } from '../shared/delete-dialog';
import { Expiry } from '../shared/expiry';
import { GatewayPage } from '../shared/gateway-page';
import styles from '../shared/shared.module.css';
import { Thumbprints } from '../shared/thumbprints';
import { useCallers, useDeleteCaller } from './callers.api';
import { ExpiringCertificatesNotice } from '../../inventory/expiring-certificates-notice';
import { UploadCallers } from './upload-callers';

interface Chosen {
  readonly action: 'show' | 'delete';
  readonly caller: GatewayCallerCertificate;
}

const useColumns = (onChoose: (chosen: Chosen) => void): readonly Column<GatewayCallerCertificate>[] => {
  const { t } = useTranslation('gateway');
  return [
    {
      key: 'name',
      title: t('column.name'),
      cell: (caller) => (
        <TwoLines
          main={
            <button type="button" className={styles.open} onClick={() => onChoose({ action: 'show', caller })}>
              {caller.name}
            </button>
          }
          sub={t('certificate:issued_by', { issuer: caller.certificate.issuerName })}
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
      cell: ({ certificate }) => <Expiry certificate={certificate} />,
    },
    { key: 'added', title: t('column.added'), cell: ({ createdAt }) => <When at={createdAt} /> },
    {
      key: 'actions',
      title: t('column.actions'),
      actions: true,
      cell: (caller) => (
        <RowMenu label={t('action.more', { name: caller.name })}>
          <Menu.Item onClick={() => onChoose({ action: 'show', caller })}>{t('action.show')}</Menu.Item>
          <IfMay scope="update:gateway">
            <Menu.Item color="red" onClick={() => onChoose({ action: 'delete', caller })}>
              {t('action.delete')}
            </Menu.Item>
          </IfMay>
        </RowMenu>
      ),
    },
  ];
};

/** Certificates of callers. Search text and page are kept in the URL. */
export const CallersPage = () => {
  const { t } = useTranslation('gateway');
  const list = useListQuery();
  const { search, page, pageSize } = list;
  const { data: callers, error } = useCallers(search, page, pageSize);
  const [uploading, setUploading] = useState(false);
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const columns = useColumns(setChosen);
  const remove = useDeleteCaller();
  const close = (): void => setChosen(null);

  return (
    <GatewayPage
      part="callers"
      action={
        <AddButton scope="update:gateway" onClick={() => setUploading(true)}>
          {t('callers.upload')}
        </AddButton>
      }
    >
      <ExpiringCertificatesNotice use="caller" />
      <SearchBox label={t('callers.search')} value={search} onSearch={list.onSearch} />
      <RecordTable
        error={error}
        label={t('tab.callers')}
        columns={columns}
        rows={callers?.items}
        icon={<IconUsers size={20} stroke={1.5} />}
        none={t('callers.none')}
        noneText={t(search ? 'callers.none_found' : 'callers.none_text')}
      />
      {callers && <Pager {...list} total={callers.total} />}
      <UploadCallers opened={uploading} onClose={() => setUploading(false)} />
      {chosen?.action === 'show' && <CertificateDetails {...chosen.caller} onClose={close} />}
      {chosen?.action === 'delete' && (
        <DeleteDialog
          id={chosen.caller.id}
          name={chosen.caller.name}
          title={t('callers.ask_delete', { name: chosen.caller.name })}
          text={t('callers.ask_delete_text')}
          done={t('callers.deleted', { name: chosen.caller.name })}
          mutation={remove}
          onClose={close}
        />
      )}
    </GatewayPage>
  );
};
