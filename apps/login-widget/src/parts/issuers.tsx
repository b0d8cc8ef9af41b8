import type { IssuerComparison } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import stack from '../shell/stack.module.css';
import styles from './why-missing.module.css';

const short = (keyId: string): string => (keyId.match(/.{2}/g) ?? []).slice(0, 8).join(':').toUpperCase();

/** The issuer that failed, by its key, and the issuers that would not. */
export const Issuers = ({ keyId, sameName, accepted }: IssuerComparison) => {
  const { t } = useTranslation('widget');
  return (
    <section className={styles.reasons} aria-label={t('refused.accepted')}>
      {sameName && <p>{t('refused.same_name')}</p>}
      {keyId !== null && <p className={stack.note}>{t('refused.key', { id: short(keyId) })}</p>}
      <h2 className={styles.title}>{t('refused.accepted')}</h2>
      <ul className={styles.list}>
        {accepted.map(({ name, keyId: key }) => (
          <li key={`${name} ${key}`}>
            {name}
            {key !== null && <span className={stack.note}> · {t('refused.key', { id: short(key) })}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
};
