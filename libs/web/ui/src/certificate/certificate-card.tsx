import type { CertificateJudgement, CertificateState } from '@postern/contracts';
import type { ReactNode } from 'react';
import styles from './certificate-card.module.css';
import { CertificateChain } from './certificate-chain';
import { CertificateDetails } from './certificate-details';
import { CertificateTests } from './certificate-tests';
import { Fingerprint } from './fingerprint';
import { type ShownCertificate, stateOfRefusal } from './shown-certificate';
import { StateBadge } from './state-badge';
import { stateNow, validityOf } from './validity';
import { ValidityBar } from './validity-bar';

export interface CertificateCardProps {
  readonly certificate: ShownCertificate;
  /** Its chain and test results; absent if it was not checked. */
  readonly judgement?: CertificateJudgement | null;
  /** Absent if nothing is known beyond the dates and the test results. */
  readonly state?: CertificateState | null;
  /** A name given by the person, shown instead of the certificate's own. */
  readonly label?: string;
  /** Actions such as buttons, in the footer. */
  readonly children?: ReactNode;
  /** Milliseconds since 1970; now if absent. */
  readonly now?: number;
}

/**
 * The common view of a certificate: its chain, each test, the link that failed, its validity, and technical details.
 */
export const CertificateCard = ({
  certificate,
  judgement = null,
  state,
  label,
  children,
  now = Date.now(),
}: CertificateCardProps) => {
  const code = judgement?.code ?? null;
  const title = label ?? certificate.name;
  const validity = validityOf(certificate, now);
  const shown = stateNow((code === null ? null : stateOfRefusal(code)) ?? state ?? undefined, validity);

  return (
    <article className={styles.card} aria-label={title}>
      <CertificateChain
        certificate={certificate}
        judgement={judgement}
        title={title}
        badge={shown && <StateBadge state={shown} />}
      />
      {judgement && <CertificateTests certificate={certificate} judgement={judgement} />}
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
