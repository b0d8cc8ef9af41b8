import { certificateCode } from '@postern/certificate-kit';
import type { ErrorCode } from '@postern/contracts';
import { X509Error } from '@postern/x509';

/** Whether a clause is met, and if not, why. */
export type ClauseOutcome =
  | {
      readonly met: true;
      readonly detail?: string;
      /** It ties the call to a verified certificate. */
      readonly verified?: boolean;
    }
  | { readonly met: false; readonly code: ErrorCode; readonly detail: string };

export const met = (detail?: string, verified = true): ClauseOutcome => ({ met: true, detail, verified });
export const unmet = (code: ErrorCode, detail: string): ClauseOutcome => ({ met: false, code, detail });

/** An error of the certificate library as an outcome; rethrows anything else. */
export const outcomeOf = (error: unknown): ClauseOutcome => {
  if (error instanceof X509Error) return unmet(certificateCode(error), error.detail);
  throw error;
};
