import type { RenewalGuide } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { RenewalHelp } from '@postern/ui';
import styles from './why-missing.module.css';

/** How to get a new certificate; shown where an expired one is refused. */
export const RenewalSection = ({ guide }: { readonly guide: RenewalGuide }) => {
  const { t } = useTranslation('expiry');
  return (
    <section className={styles.reasons} aria-label={t('renew')}>
      <h2 className={styles.title}>{t('renew')}</h2>
      <RenewalHelp guide={guide} />
    </section>
  );
};
