import { useNetwork } from '@mantine/hooks';
import { useTranslation } from '@postern/i18n';
import { Alert } from '@postern/ui';
import styles from './shell.module.css';

/** Pages wait for the network without a word otherwise; everything goes on by itself once it is back. */
export const OfflineNotice = () => {
  const { t } = useTranslation('panel');
  const { online } = useNetwork();
  if (online) return null;
  return (
    <div className={styles.offline}>
      <Alert tone="warning" title={t('offline.title')}>
        {t('offline.text')}
      </Alert>
    </div>
  );
};
