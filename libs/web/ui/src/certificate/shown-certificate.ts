import type { CertificateState, CertificateSummary, ErrorCode } from '@postern/contracts';

/** The fields of a certificate that are shown; the event log stores only those that distinguish it. */
export type ShownCertificate = Pick<
  CertificateSummary,
  'name' | 'issuerName' | 'serialNumber' | 'sha256' | 'notAfter'
> &
  Partial<CertificateSummary>;

/** Failures not caused by the certificate. */
const passing: ReadonlySet<ErrorCode> = new Set([
  'certificate.revocation_unknown',
  'certificate.header_mismatch',
  'certificate.account_blocked',
]);

/** The status that a refusal implies beyond the dates; undefined if the certificate is not the cause. */
export const stateOfRefusal = (code: ErrorCode): CertificateState | undefined => {
  if (code === 'certificate.revoked') return 'revoked';
  if (code === 'certificate.not_linked') return 'not_linked';
  return code.startsWith('certificate.') && !passing.has(code) ? 'refused' : undefined;
};
