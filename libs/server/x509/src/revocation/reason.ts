import type { RevocationReason } from '../x509.error.js';

/** CRLReason (RFC 5280 §5.3.1) by its number; 7 is not used. */
const names: readonly (RevocationReason | undefined)[] = [
  'unspecified',
  'keyCompromise',
  'cACompromise',
  'affiliationChanged',
  'superseded',
  'cessationOfOperation',
  'certificateHold',
  undefined,
  'removeFromCRL',
  'privilegeWithdrawn',
  'aACompromise',
];

/** In a delta list: no longer revoked. */
export const removeFromCrl = 8;

export const reasonName = (code: number): RevocationReason => names[code] ?? 'unspecified';

/** The bit of ReasonFlags (RFC 5280 §4.2.1.13) that covers a reason; 0 for those that no flag covers. */
export const flagOf = (code: number): number => {
  if (code >= 1 && code <= 6) return 1 << code;
  return code === 9 || code === 10 ? 1 << (code - 2) : 0;
};

/** Every flag that ReasonFlags has: bits 1 to 8. */
export const allReasons = 0b1_1111_1110;
