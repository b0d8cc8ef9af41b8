import { certificateTests, type CertificateJudgement } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { CertificateCard, type ShownCertificate } from '@postern/ui';
import styles from './events.module.css';

const fields = ['name', 'issuer', 'serialNumber', 'sha256', 'notAfter'] as const;

/**
 * The logged part of a certificate: enough to tell it from another one with the same names, and the result of its
 * checks.
 */
export interface LoggedCertificate {
  readonly certificate: ShownCertificate;
  readonly judgement: CertificateJudgement | null;
}

/** Extracts the certificate from an event's details, if there is one. */
export const splitDetails = (
  details: Readonly<Record<string, unknown>>,
): { readonly logged: LoggedCertificate | null; readonly rest: Readonly<Record<string, unknown>> } => {
  if (!fields.every((field) => typeof details[field] === 'string')) return { logged: null, rest: details };
  const { name, issuer, serialNumber, sha256, notAfter, judgement, about, revocation, ...rest } = details as Record<
    (typeof fields)[number],
    string
  > &
    Record<string, unknown>;
  const drawn = isJudgement(judgement) ? judgement : null;
  return {
    logged: { certificate: { name, issuerName: issuer, serialNumber, sha256, notAfter }, judgement: drawn },
    // The card shows the refusal's facts; without the card, list them here.
    rest:
      drawn === null
        ? { ...rest, ...(about !== undefined && { about }), ...(revocation !== undefined && { revocation }) }
        : rest,
  };
};

/** Written by this server, possibly by another version. */
const isJudgement = (value: unknown): value is CertificateJudgement => {
  const { chain, tests } = (value ?? {}) as Partial<CertificateJudgement>;
  return Array.isArray(chain) && Array.isArray(tests) && tests.every(({ test }) => certificateTests.includes(test));
};

/** The certificate, and which link or test failed. */
export const EventCertificate = ({ logged: { certificate, judgement } }: { readonly logged: LoggedCertificate }) => {
  const { t } = useTranslation('panel');
  return (
    <section aria-label={t('events.certificate.title')}>
      <h3 className={styles.detailsTitle}>{t('events.certificate.title')}</h3>
      <CertificateCard certificate={certificate} judgement={judgement} />
    </section>
  );
};
