import { useTranslation } from '@postern/i18n';
import { CopyButton } from '@postern/ui';
import styles from './support-code.module.css';

interface SupportCodeProps {
  readonly code: string;
  readonly requestId?: string | null;
}

/** What support asks for; small, never the headline. */
export const SupportCode = ({ code, requestId }: SupportCodeProps) => {
  const { t } = useTranslation('common');
  return (
    <p className={styles.support}>
      <span>
        {t('support.code')} <code>{code}</code>
        {requestId && (
          <>
            {' · '}
            {t('support.request')} <code>{requestId}</code>
          </>
        )}
      </span>
      <CopyButton text={requestId ? `${code} ${requestId}` : code} label={t('support.copy')} />
    </p>
  );
};
