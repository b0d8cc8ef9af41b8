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

const codes: Readonly<Record<X509Reason, CertificateErrorCode>> = {
  malformed: 'certificate.malformed',
  not_a_certificate: 'certificate.malformed',
  private_key: 'certificate.malformed',
  several_certificates: 'certificate.malformed',
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
        codes[error.reason],
        error.detail,
        certificate === null ? null : presented(certificate),
      )
    : error;
