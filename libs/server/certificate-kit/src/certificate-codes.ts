import type { CertificateErrorCode } from '@postern/contracts';
import type { X509Error, X509Reason } from '@postern/x509';

/** What the certificate library says, in the words of the wire. */
const codes: Readonly<Record<X509Reason, CertificateErrorCode>> = {
  malformed: 'certificate.malformed',
  not_der: 'certificate.malformed',
  not_a_certificate: 'certificate.malformed',
  private_key: 'certificate.malformed',
  several_certificates: 'certificate.malformed',
  weak_key: 'certificate.weak_key',
  unsupported_algorithm: 'certificate.weak_key',
  critical_extension: 'certificate.untrusted',
  not_yet_valid: 'certificate.not_yet_valid',
  expired: 'certificate.expired',
  is_authority: 'certificate.is_authority',
  self_signed: 'certificate.self_signed',
  untrusted: 'certificate.untrusted',
  issuer_not_valid: 'certificate.untrusted',
  path_too_long: 'certificate.untrusted',
  name_constraint: 'certificate.untrusted',
  unsupported_constraint: 'certificate.untrusted',
  policy: 'certificate.untrusted',
  work_limit: 'certificate.untrusted',
  wrong_purpose: 'certificate.wrong_purpose',
  revoked: 'certificate.revoked',
  revocation_unknown: 'certificate.revocation_unknown',
};

/** The code of a refusal by the certificate library. */
export const certificateCode = ({ reason }: X509Error): CertificateErrorCode => codes[reason];
