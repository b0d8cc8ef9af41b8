import type { ErrorCode } from '@postern/contracts';
import { useErrorText, useTranslation } from '@postern/i18n';
import { Alert } from '@postern/ui';
import styles from './events.module.css';

/** Why something failed, for administrators; not the text that the person saw. */
export const EventReason = ({ code, reason }: { readonly code: ErrorCode; readonly reason?: unknown }) => {
  const { t } = useTranslation('panel');
  const { title } = useErrorText()(code);
  const help = t(`events.reason.${code.replace('.', '_')}` as 'events.reason.certificate_expired', {
    defaultValue: '',
  });
  return (
    <Alert title={title}>
      {help && <p>{help}</p>}
      {typeof reason === 'string' && (
        <p lang="en" className={styles.reasonDetail}>
          {reason}
        </p>
      )}
      <p className={styles.code}>
        <code>{code}</code>
      </p>
    </Alert>
  );
};
