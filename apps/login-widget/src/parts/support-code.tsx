import { useTranslation } from '@postern/i18n';
import { CopyButton } from '@postern/ui';
import styles from './support-code.module.css';

interface SupportCodeProps {
  readonly code: string | null;
  readonly requestId?: string | null;
}

/** The code and request id that support asks for; shown small, never as the headline. */
export const SupportCode = ({ code, requestId }: SupportCodeProps) => {
  const { t } = useTranslation('common');
  const facts = [
    { label: t('support.code'), value: code },
    { label: t('support.request'), value: requestId },
  ].filter(({ value }) => value);
  if (facts.length === 0) return null;
  return (
    <p className={styles.support}>
      <span className={styles.facts}>
        {facts.map(({ label, value }) => (
          <span key={label}>
            {label} <code>{value}</code>
          </span>
        ))}
      </span>
      <CopyButton text={facts.map(({ value }) => value).join(' ')} label={t('support.copy')} />
    </p>
  );
};
