import type { CertificateErrorCode } from '@postern/contracts';
import type { CodeOf } from '@postern/errors';
import type { X509Error, X509Reason } from '@postern/x509';

/** Error codes by reason of the certificate library. */
const codes: Readonly<Record<X509Reason, CertificateErrorCode>> = {
  malformed: 'certificate.malformed',
  not_der: 'certificate.not_der',
  not_a_certificate: 'certificate.malformed',
  private_key: 'certificate.malformed',
  several_certificates: 'certificate.malformed',
  weak_key: 'certificate.weak_key',
  unsupported_algorithm: 'certificate.unsupported_algorithm',
  curve_not_allowed: 'certificate.curve_not_allowed',
  critical_extension: 'certificate.critical_extension',
  not_yet_valid: 'certificate.not_yet_valid',
  expired: 'certificate.expired',
  is_authority: 'certificate.is_authority',
  self_signed: 'certificate.self_signed',
  untrusted: 'certificate.untrusted',
  issuer_not_valid: 'certificate.issuer_not_valid',
  path_too_long: 'certificate.path_too_long',
  name_constraint: 'certificate.name_constraint',
  unsupported_constraint: 'certificate.unsupported_constraint',
  policy: 'certificate.policy',
  work_limit: 'certificate.work_limit',
  wrong_purpose: 'certificate.wrong_purpose',
  revoked: 'certificate.revoked',
  blocked: 'certificate.blocked',
  revocation_unknown: 'certificate.revocation_unknown',
};

/** Codes for reasons, as one field of a request has them. */
export type FieldCodes = Readonly<Partial<Record<X509Reason, CodeOf<422>>>>;

/** Reasons that occur in request fields only, never in a TLS handshake. */
const fieldCodes: FieldCodes = {
  private_key: 'certificate.private_key_given',
  several_certificates: 'credential.several_certificates',
};

/** The code of a refusal by the certificate library. */
export const certificateCode = ({ reason }: X509Error): CertificateErrorCode => codes[reason];

/**
 * The same for a certificate in a field of a request.
 *
 * @param own codes that the field has instead
 */
export const fieldCode = ({ reason }: Pick<X509Error, 'reason'>, own: FieldCodes = {}): CodeOf<422> =>
  own[reason] ?? fieldCodes[reason] ?? codes[reason];
