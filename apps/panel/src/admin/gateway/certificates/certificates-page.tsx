import { Menu } from '@mantine/core';
import type { GatewayCertificate } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { useState } from 'react';
import { IfMay } from '../../../api/may';
import { Badge } from '../../../components/badge';
import type { Column } from '../../../components/data-table';
import { IconId } from '../../../components/icons';
import { RowMenu } from '../../../components/row-menu';
import { TwoLines } from '../../../components/two-lines';
import { AddButton } from '../../../components/add-button';
import { RecordTable } from '../../../components/record-table';
import { CertificateDetails } from '../shared/certificate-details';
import { DeleteDialog } from '../shared/delete-dialog';
import { Expiry } from '../shared/expiry';
import { GatewayPage } from '../shared/gateway-page';
import styles from '../shared/shared.module.css';
import { Thumbprints } from '../shared/thumbprints';
import { UseCount } from '../shared/used-by';
import { useCertificates, useDeleteCertificate } from './certificates.api';
import { ReplaceCertificate } from './replace-certificate';
import { ExpiringCertificatesNotice } from '../../inventory/expiring-certificates-notice';
import { UploadCertificate } from './upload-certificate';

type Action = 'show' | 'replace' | 'delete';
interface Chosen {
  readonly action: Action;
  readonly certificate: GatewayCertificate;
}

const useColumns = (onChoose: (chosen: Chosen) => void): readonly Column<GatewayCertificate>[] => {
  const { t } = useTranslation('gateway');
  return [
    {
      key: 'id',
      title: t('column.certificate'),
      sortBy: ({ id }) => id,
      cell: (certificate) => (
        <TwoLines
          main={
            <>
              <button type="button" className={styles.open} onClick={() => onChoose({ action: 'show', certificate })}>
                {certificate.id}
              </button>
              {certificate.selfSigned && <Badge>{t('self_signed')}</Badge>}
            </>
          }
          sub={`${certificate.certificate.name} · ${t('certificate:issued_by', { issuer: certificate.certificate.issuerName })}`}
        />
      ),
    },
    {
      key: 'thumbprints',
      title: t('thumbprint.title'),
      cell: ({ id, thumbprints }) => <Thumbprints short name={id} thumbprints={thumbprints} />,
    },
    {
      key: 'expires',
      title: t('column.valid'),
      sortBy: ({ certificate }) => certificate.notAfter,
      cell: ({ certificate }) => <Expiry certificate={certificate} />,
    },
    { key: 'uses', title: t('used_by.title'), cell: ({ usedBy }) => <UseCount uses={usedBy} /> },
    {
      key: 'actions',
      title: t('column.actions'),
      actions: true,
      cell: (certificate) => (
        <RowMenu label={t('action.more', { name: certificate.id })}>
          <Menu.Item onClick={() => onChoose({ action: 'show', certificate })}>{t('action.show')}</Menu.Item>
          <IfMay scope="update:gateway">
            <Menu.Item onClick={() => onChoose({ action: 'replace', certificate })}>{t('action.replace')}</Menu.Item>
          </IfMay>
          <IfMay scope="update:gateway">
            <Menu.Item color="red" onClick={() => onChoose({ action: 'delete', certificate })}>
              {t('action.delete')}
            </Menu.Item>
          </IfMay>
        </RowMenu>
      ),
    },
  ];
};

/** Certificates whose private keys the gateway holds. */
export const CertificatesPage = () => {
  const { t } = useTranslation('gateway');
  const { data: certificates, error } = useCertificates();
  const [uploading, setUploading] = useState(false);
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const columns = useColumns(setChosen);
  const remove = useDeleteCertificate();
  const close = (): void => setChosen(null);
  const upload = (
    <AddButton scope="update:gateway" onClick={() => setUploading(true)}>
      {t('certificates.upload')}
    </AddButton>
  );

  return (
    <GatewayPage part="certificates" action={upload}>
      <ExpiringCertificatesNotice use="gateway" />
      <RecordTable
        error={error}
        label={t('tab.certificates')}
        columns={columns}
        rows={certificates}
        icon={<IconId size={20} stroke={1.5} />}
        none={t('certificates.none')}
        noneText={t('certificates.none_text')}
      />
      <UploadCertificate opened={uploading} onClose={() => setUploading(false)} />
      {chosen?.action === 'show' && (
        <CertificateDetails
          name={chosen.certificate.id}
          certificate={chosen.certificate.certificate}
          thumbprints={chosen.certificate.thumbprints}
          chain={chosen.certificate.chain}
          uses={chosen.certificate.usedBy}
          onClose={close}
        />
      )}
      {chosen?.action === 'replace' && <ReplaceCertificate certificate={chosen.certificate} onClose={close} />}
      {chosen?.action === 'delete' && (
        <DeleteDialog
          id={chosen.certificate.id}
          name={chosen.certificate.id}
          title={t('certificates.ask_delete', { id: chosen.certificate.id })}
          text={t('certificates.ask_delete_text')}
          done={t('certificates.deleted', { id: chosen.certificate.id })}
          uses={chosen.certificate.usedBy}
          mutation={remove}
          onClose={close}
        />
      )}
    </GatewayPage>
  );
};
