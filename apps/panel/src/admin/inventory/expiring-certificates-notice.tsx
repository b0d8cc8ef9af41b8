import type { CertificateUse } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { Alert } from '@postern/ui';
import { Link } from 'react-router';
import { useMay } from '../../api/may';
import { useCertificates } from './inventory.api';
import styles from './inventory.module.css';

/** Shown on the page that uses the certificates: how many expire soon, with a link to them in the inventory. */
export const ExpiringCertificatesNotice = ({ use }: { readonly use: CertificateUse }) => {
  const { t } = useTranslation('administration');
  const query = { use, expiringWithin: 30, page: 0, pageSize: 1 } as const;
  const { data } = useCertificates(query, useMay()('read:certificates'));
  if (!data || data.total === 0) return null;
  return (
    <div className={styles.notice}>
      <Alert
        tone="warning"
        title={t('inventory.notice.soon', { count: data.total })}
        actions={<Link to={`/admin/certificates?use=${use}&ends=30`}>{t('inventory.notice.show')}</Link>}
      />
    </div>
  );
};
