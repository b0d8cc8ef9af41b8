import { useTranslation } from '@postern/i18n';
import { Alert } from '@postern/ui';
import styles from '../layout/shell.module.css';

/** Shown once above every administration page, not next to each missing action. */
export const ReadOnlyNotice = () => {
  const { t } = useTranslation('panel');
  return (
    <div className={styles.notice}>
      <Alert tone="info" title={t('read_only.title')}>
        {t('read_only.text')}
      </Alert>
    </div>
  );
};
