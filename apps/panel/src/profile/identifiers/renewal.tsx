import type { CertificateSummary, RenewalGuide } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { RenewalHelp, validityOf } from '@postern/ui';
import styles from './identifiers.module.css';

export interface RenewalProps {
  readonly guide: RenewalGuide | null;
  readonly certificate: CertificateSummary;
}

/** How to renew a certificate, shown from the date of the first warning. */
export const Renewal = ({ guide, certificate }: RenewalProps) => {
  const { t } = useTranslation('expiry');
  const { phase } = validityOf(certificate, Date.now());
  if (phase !== 'soon' && phase !== 'over') return null;
  return (
    <section className={styles.renewal} aria-label={t('renew')}>
      <h2>{t('renew')}</h2>
      <RenewalHelp guide={guide} />
    </section>
  );
};
