import type { CertificateErrorCode, RefusalFacts } from '@postern/contracts';
import { CertificateError } from '@postern/errors';
import type { PresentedCertificate } from '@postern/requests';
import { type Certificate, summarize, X509Error, type X509Reason } from '@postern/x509';
import { certificateCode } from './certificate-codes.js';

/** A refusal that still says what was presented, where it could be read. */
export class RefusedCertificateError extends CertificateError {
  constructor(
    code: CertificateErrorCode,
    reason: string,
    readonly certificate: PresentedCertificate | null,
    readonly facts: RefusalFacts = {},
  ) {
    super(code, reason);
  }
}

export const presented = (certificate: Certificate): PresentedCertificate => ({
  der: certificate.der,
  summary: summarize(certificate),
});

/** Turns an error of the certificate library into a refusal with an error code; returns any other error as it is. */
export const refusalOf = (error: unknown, certificate: Certificate | null): unknown =>
  error instanceof X509Error
    ? new RefusedCertificateError(
        certificateCode(error),
        error.detail,
        certificate === null ? null : presented(certificate),
        factsOf(error),
      )
    : error;

/** Reasons whose `subject` may be shown before sign-in. That of a revocation problem is left out: it names a file of the server. */
const told: ReadonlySet<X509Reason> = new Set([
  'critical_extension',
  'unsupported_algorithm',
  'weak_key',
  'curve_not_allowed',
  'name_constraint',
  'unsupported_constraint',
  'policy',
]);

const factsOf = ({ reason, subject, revocation }: X509Error): RefusalFacts => ({
  ...(told.has(reason) && subject !== undefined && { about: subject }),
  ...(revocation && { revocation }),
});
