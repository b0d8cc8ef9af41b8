import type { CertificateErrorCode, ErrorCode } from '@postern/contracts';
import { X509Error, type X509Reason } from '@postern/x509';

/** Whether a clause is met, and if not, why. */
export type ClauseOutcome =
  | {
      readonly met: true;
      readonly detail?: string;
      /** It ties the call to a certificate that somebody vouches for. */
      readonly verified?: boolean;
    }
  | { readonly met: false; readonly code: ErrorCode; readonly detail: string };

export const met = (detail?: string, verified = true): ClauseOutcome => ({ met: true, detail, verified });
export const unmet = (code: ErrorCode, detail: string): ClauseOutcome => ({ met: false, code, detail });

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

/** What the certificate library says, as an outcome; anything else is passed on. */
export const outcomeOf = (error: unknown): ClauseOutcome => {
  if (error instanceof X509Error) return unmet(codes[error.reason] ?? 'certificate.malformed', error.detail);
  throw error;
};
