import { useTranslation } from '@postern/i18n';
import type { CertificateState, CertificateSummary } from '@postern/contracts';
import type { ReactNode } from 'react';
import { Icon } from '../icons/icon';
import { classNames } from '../components/class-names';
import styles from './certificate-card.module.css';
import { CertificateDetails } from './certificate-details';
import { Fingerprint } from './fingerprint';
import { StateBadge } from './state-badge';
import { stateNow, validityOf } from './validity';
import { ValidityBar } from './validity-bar';

export interface CertificateCardProps {
  readonly certificate: CertificateSummary;
  /** Left out when nothing is known beyond the dates. */
  readonly state?: CertificateState | null;
  /** A name the person gave it, instead of the certificate's own. */
  readonly label?: string;
  /** The issuer is why it was refused. */
  readonly issuerFailed?: boolean;
  /** Buttons and the like, at the foot. */
  readonly children?: ReactNode;
  /** Milliseconds since 1970; the present when absent. */
  readonly now?: number;
}

/** The one drawing of a certificate. */
export const CertificateCard = ({
  certificate,
  state,
  label,
  issuerFailed = false,
  children,
  now = Date.now(),
}: CertificateCardProps) => {
  const { t } = useTranslation('common');
  const validity = validityOf(certificate, now);
  const shown = stateNow(state ?? undefined, validity);
  const selfIssued = certificate.issuer === certificate.subject;

  return (
    <article className={styles.card} aria-label={label ?? certificate.name}>
      <header className={styles.head}>
        <span className={styles.seal}>
          <Icon name="certificate" />
        </span>
        <div className={styles.names}>
          <p className={styles.name}>{label ?? certificate.name}</p>
          <p className={classNames(styles.issuer, issuerFailed && styles.culprit)}>
            {issuerFailed && <Icon name="close" small />}
            {selfIssued ? t('certificate.self_issued') : t('certificate.issued_by', { issuer: certificate.issuerName })}
          </p>
        </div>
        {shown && <StateBadge state={shown} />}
      </header>
      <ValidityBar
        certificate={certificate}
        validity={validity}
        revoked={shown === 'revoked'}
        refused={shown === 'refused'}
      />
      <Fingerprint sha256={certificate.sha256} />
      <CertificateDetails certificate={certificate} />
      {children}
    </article>
  );
};
