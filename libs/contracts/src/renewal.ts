import type { Language } from './scopes.js';

/** Characters of a text of `RenewalGuide`. */
export const longestRenewalText = 500;

/**
 * How people get a new certificate from a CA: `PUT /api/v2/certificates/{id}/renewal-guide` for a trust anchor of a sign-in method. Without
 * address and texts there is none.
 */
export interface RenewalGuide {
  /** An https address; null: none. */
  readonly address: string | null;
  /** Plain text; English stands in for languages that are missing. */
  readonly texts: Readonly<Partial<Record<Language, string>>>;
}
