import type { CertificateErrorCode } from '@postern/contracts';
import { CertificateError, type PresentedCertificate } from '@postern/provider-kit';
import { type Certificate, summarize, X509Error, type X509Reason } from '@postern/x509';

/** A refusal that still says what was presented, where it could be read. */
export class RefusedCertificateError extends CertificateError {
  constructor(
    code: CertificateErrorCode,
    reason: string,
    readonly certificate: PresentedCertificate | null,
  ) {
    super(code, reason);
  }
}

export const presented = (certificate: Certificate): PresentedCertificate => ({
  der: certificate.der,
  summary: summarize(certificate),
});

/** Every other reason is about what cannot be read at all. */
const codes: Readonly<Partial<Record<X509Reason, CertificateErrorCode>>> = {
  weak_key: 'certificate.weak_key',
  not_yet_valid: 'certificate.not_yet_valid',
  expired: 'certificate.expired',
  is_authority: 'certificate.is_authority',
  self_signed: 'certificate.self_signed',
  untrusted: 'certificate.untrusted',
  wrong_purpose: 'certificate.wrong_purpose',
  revoked: 'certificate.revoked',
  revocation_unknown: 'certificate.revocation_unknown',
};

/** Says an error of the certificate library in the words of the wire; anything else is passed on. */
export const refusalOf = (error: unknown, certificate: Certificate | null): unknown =>
  error instanceof X509Error
    ? new RefusedCertificateError(
        codes[error.reason] ?? 'certificate.malformed',
        error.detail,
        certificate === null ? null : presented(certificate),
      )
    : error;
