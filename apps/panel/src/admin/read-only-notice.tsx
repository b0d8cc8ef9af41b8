import { useTranslation } from '@postern/i18n';
import { Alert } from '@postern/ui';
import styles from '../layout/shell.module.css';

/** Said once, above every page of the administration, instead of beside each action that is not there. */
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
