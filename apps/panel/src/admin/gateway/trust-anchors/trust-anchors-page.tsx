import { Menu } from '@mantine/core';
import type { GatewayTrustAnchor } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { useState } from 'react';
import { IfMay } from '../../../api/may';
import type { Column } from '../../../components/data-table';
import { IconId } from '../../../components/icons';
import { RowMenu } from '../../../components/row-menu';
import { TwoLines } from '../../../components/two-lines';
import { When } from '../../../components/when';
import { AddButton } from '../../../components/add-button';
import { RecordTable } from '../../../components/record-table';
import { CertificateDetails } from '../shared/certificate-details';
import { DeleteDialog } from '../shared/delete-dialog';
import { Expiry } from '../shared/expiry';
import { GatewayPage } from '../shared/gateway-page';
import styles from '../shared/shared.module.css';
import { Thumbprints } from '../shared/thumbprints';
import { UseCount } from '../shared/used-by';
import { useTrustAnchors, useDeleteTrustAnchor } from './trust-anchors.api';
import { ExpiringCertificatesNotice } from '../../inventory/expiring-certificates-notice';
import { UploadTrustAnchor } from './upload-trust-anchor';

interface Chosen {
  readonly action: 'show' | 'delete';
  readonly trustAnchor: GatewayTrustAnchor;
}

const useColumns = (onChoose: (chosen: Chosen) => void): readonly Column<GatewayTrustAnchor>[] => {
  const { t } = useTranslation('gateway');
  return [
    {
      key: 'name',
      title: t('column.name'),
      sortBy: ({ name }) => name,
      cell: (trustAnchor) => (
        <TwoLines
          main={
            <button type="button" className={styles.open} onClick={() => onChoose({ action: 'show', trustAnchor })}>
              {trustAnchor.name}
            </button>
          }
          sub={trustAnchor.certificate.name !== trustAnchor.name && trustAnchor.certificate.name}
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
      cell: (trustAnchor) => (
        <RowMenu label={t('action.more', { name: trustAnchor.name })}>
          <Menu.Item onClick={() => onChoose({ action: 'show', trustAnchor })}>{t('action.show')}</Menu.Item>
          <IfMay scope="update:gateway">
            <Menu.Item color="red" onClick={() => onChoose({ action: 'delete', trustAnchor })}>
              {t('action.delete')}
            </Menu.Item>
          </IfMay>
        </RowMenu>
      ),
    },
  ];
};

/** The CAs that the "validate" condition trusts. */
export const TrustAnchorsPage = () => {
  const { t } = useTranslation('gateway');
  const { data: trustAnchors, error } = useTrustAnchors();
  const [uploading, setUploading] = useState(false);
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const columns = useColumns(setChosen);
  const remove = useDeleteTrustAnchor();
  const close = (): void => setChosen(null);

  return (
    <GatewayPage
      part="trust_anchors"
      action={
        <AddButton scope="update:gateway" onClick={() => setUploading(true)}>
          {t('trust_anchors.upload')}
        </AddButton>
      }
    >
      <ExpiringCertificatesNotice use="caller_trust_anchor" />
      <RecordTable
        error={error}
        label={t('tab.trust_anchors')}
        columns={columns}
        rows={trustAnchors}
        icon={<IconId size={20} stroke={1.5} />}
        none={t('trust_anchors.none')}
        noneText={t('trust_anchors.none_text')}
      />
      <UploadTrustAnchor opened={uploading} onClose={() => setUploading(false)} />
      {chosen?.action === 'show' && (
        <CertificateDetails {...chosen.trustAnchor} uses={chosen.trustAnchor.usedBy} onClose={close} />
      )}
      {chosen?.action === 'delete' && (
        <DeleteDialog
          id={chosen.trustAnchor.id}
          name={chosen.trustAnchor.name}
          title={t('trust_anchors.ask_delete', { name: chosen.trustAnchor.name })}
          text={t('trust_anchors.ask_delete_text')}
          done={t('trust_anchors.deleted', { name: chosen.trustAnchor.name })}
          uses={chosen.trustAnchor.usedBy}
          mutation={remove}
          onClose={close}
        />
      )}
    </GatewayPage>
  );
};
