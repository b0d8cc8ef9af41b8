import type { AcceptedIssuer } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { shortKeyId } from '@postern/ui';
import stack from '../shell/stack.module.css';
import styles from './why-missing.module.css';

/** The issuers that would have been accepted. */
export const Issuers = ({ accepted }: { readonly accepted: readonly AcceptedIssuer[] }) => {
  const { t } = useTranslation('widget');
  return (
    <section className={styles.reasons} aria-label={t('refused.accepted')}>
      <h2 className={styles.title}>{t('refused.accepted')}</h2>
      <ul className={styles.list}>
        {accepted.map(({ name, keyId }) => (
          <li key={`${name} ${keyId}`}>
            {name}
            {keyId !== null && (
              <span className={stack.note}> · {t('certificate:key_id', { id: shortKeyId(keyId) })}</span>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
};
