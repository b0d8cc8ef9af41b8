/** Days before the end of a certificate or credential at which a warning can be given. */
export const expiryWarningDays = [30, 14, 7, 1] as const;
export type ExpiryWarningDays = (typeof expiryWarningDays)[number];

/** `GET` and `PUT /api/v2/certificates/expiry-warnings`: when this installation warns before certificates and credentials expire. */
export interface ExpiryWarningSettings {
  /** Each at most once; empty: no warnings. */
  readonly days: readonly ExpiryWarningDays[];
}
