import { useNetwork } from '@mantine/hooks';
import { useTranslation } from '@postern/i18n';
import { Alert } from '@postern/ui';
import styles from './shell.module.css';

/** Without this notice, pages would wait for the network silently; requests resume when it is back. */
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
