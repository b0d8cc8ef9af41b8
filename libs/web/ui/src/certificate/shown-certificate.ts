import type { CertificateState, CertificateSummary, ErrorCode } from '@postern/contracts';

/** What is drawn of a certificate; the event log keeps only what tells it from others. */
export type ShownCertificate = Pick<
  CertificateSummary,
  'name' | 'issuerName' | 'serialNumber' | 'sha256' | 'notAfter'
> &
  Partial<CertificateSummary>;

/** Failures that say nothing against the certificate. */
const passing: ReadonlySet<ErrorCode> = new Set([
  'certificate.revocation_unknown',
  'certificate.header_mismatch',
  'certificate.account_blocked',
]);

/** What a refusal says of the certificate beyond its dates; undefined where it says nothing against it. */
export const stateOfRefusal = (code: ErrorCode): CertificateState | undefined => {
  if (code === 'certificate.revoked') return 'revoked';
  if (code === 'certificate.not_linked') return 'not_linked';
  return code.startsWith('certificate.') && !passing.has(code) ? 'refused' : undefined;
};
