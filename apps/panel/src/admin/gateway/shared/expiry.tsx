import type { CertificateSummary } from '@postern/contracts';
import { useDateText, useTranslation } from '@postern/i18n';
import { stateNow, validityOf } from '@postern/ui';
import { Badge } from '../../../components/badge';
import styles from './shared.module.css';

const tones = { good: 'good', soon: 'warning', over: 'bad', future: 'neutral' } as const;

/** A certificate's validity period, and the days left until it begins or ends. */
export const Expiry = ({ certificate }: { readonly certificate: CertificateSummary }) => {
  const { t } = useTranslation('certificate');
  const date = useDateText();
  const { notBefore, notAfter } = certificate;
  const validity = validityOf(certificate, Date.now());
  const { phase, days } = validity;
  const state = stateNow(undefined, validity);
  const left = days === 0 ? t('last_day') : t('days_left', { count: days });
  return (
    <div className={styles.expiry}>
      <span>
        <time dateTime={notBefore}>{date(notBefore)}</time> – <time dateTime={notAfter}>{date(notAfter)}</time>
      </span>
      <Badge tone={tones[phase]}>{state ? t(`state.${state}`) : left}</Badge>
    </div>
  );
};
