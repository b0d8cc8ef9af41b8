import type { CertificateErrorCode } from '@postern/contracts';
import { CertificateError } from '@postern/errors';
import type { PresentedCertificate } from '@postern/requests';
import { type Certificate, summarize, X509Error } from '@postern/x509';
import { certificateCode } from './certificate-codes.js';

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

/** Says an error of the certificate library in the words of the wire; anything else is passed on. */
export const refusalOf = (error: unknown, certificate: Certificate | null): unknown =>
  error instanceof X509Error
    ? new RefusedCertificateError(
        certificateCode(error),
        error.detail,
        certificate === null ? null : presented(certificate),
      )
    : error;
