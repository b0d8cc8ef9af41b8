import type { RenewalGuide } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { RenewalHelp } from '@postern/ui';
import styles from './why-missing.module.css';

/** Where an expired certificate is refused: how to get a new one. */
export const RenewalSection = ({ guide }: { readonly guide: RenewalGuide }) => {
  const { t } = useTranslation('expiry');
  return (
    <section className={styles.reasons} aria-label={t('renew')}>
      <h2 className={styles.title}>{t('renew')}</h2>
      <RenewalHelp guide={guide} />
    </section>
  );
};
