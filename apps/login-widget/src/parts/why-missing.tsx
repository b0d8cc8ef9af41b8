import { useTranslation } from '@postern/i18n';
import { guessBrowser } from '../interaction/browser';
import stack from '../shell/stack.module.css';
import { HelpLink } from './help-link';
import styles from './why-missing.module.css';

/** Why a browser may send no certificate without asking; the browser itself shows no reason. */
export const WhyMissing = () => {
  const { t } = useTranslation('widget');
  const { name, system } = guessBrowser();
  const store = name === 'firefox' ? 'firefox' : system === 'windows' || system === 'macos' ? system : 'other';
  return (
    <section className={styles.reasons} aria-label={t('missing.title')}>
      <h2 className={styles.title}>{t('missing.title')}</h2>
      <ul className={styles.list}>
        {[
          t(`missing.store.${store}`),
          t('missing.dates'),
          t('missing.kind'),
          t('missing.card'),
          t('missing.chain'),
        ].map((reason) => (
          <li key={reason}>{reason}</li>
        ))}
      </ul>
      <HelpLink label={t('refused.how_to_install')} />
      <p className={stack.note}>{t('missing.administrator')}</p>
    </section>
  );
};
