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

/** Says an error of the certificate library in the words of the wire; anything else is passed on. */
export const refusalOf = (error: unknown, certificate: Certificate | null): unknown =>
  error instanceof X509Error
    ? new RefusedCertificateError(
        certificateCode(error),
        error.detail,
        certificate === null ? null : presented(certificate),
        factsOf(error),
      )
    : error;

/** Whose `subject` may be shown to somebody who is not signed in: sources of revocation lists are names of files. */
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
