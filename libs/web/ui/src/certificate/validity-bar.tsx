import { useDateText, useTranslation } from '@postern/i18n';
import { classNames } from '../components/class-names';
import type { ShownCertificate } from './shown-certificate';
import type { Validity } from './validity';
import styles from './validity-bar.module.css';

interface ValidityBarProps {
  readonly certificate: ShownCertificate;
  readonly validity: Validity;
  readonly revoked?: boolean;
  /** Refused for another reason: the dates are shown, but not in green. */
  readonly refused?: boolean;
}

/** The remaining validity of a certificate, as a bar and in words. */
export const ValidityBar = ({ certificate, validity, revoked = false, refused = false }: ValidityBarProps) => {
  const { t } = useTranslation('certificate');
  const date = useDateText();
  const { phase, days, left } = validity;
  const tone = revoked ? styles.over : refused && phase !== 'over' && phase !== 'future' ? styles.plain : styles[phase];
  const [sentence, rest] = {
    future: () => [
      t('valid_from', { date: date(certificate.notBefore ?? certificate.notAfter) }),
      t('in_days', { count: days }),
    ],
    over: () => [
      t('expired_on', { date: date(certificate.notAfter) }),
      days === 0 ? t('today') : t('days_ago', { count: days }),
    ],
    good: () => [t('valid_until', { date: date(certificate.notAfter) }), t('days_left', { count: days })],
    soon: () => [
      t('valid_until', { date: date(certificate.notAfter) }),
      days === 0 ? t('last_day') : t('days_left', { count: days }),
    ],
  }[phase]();

  return (
    <div className={classNames(styles.validity, tone)}>
      {/* An SVG, so that the length needs no inline style. */}
      <svg className={styles.bar} viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
        <rect className={styles.track} width="100" height="4" />
        <rect className={styles.left} width={phase === 'over' || revoked ? 100 : Math.max(2, left * 100)} height="4" />
      </svg>
      <p className={styles.words}>
        <span>{sentence}</span> {!revoked && <span className={styles.days}>{rest}</span>}
      </p>
    </div>
  );
};
