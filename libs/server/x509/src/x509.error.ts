/** Faults of a certificate, of a text that should hold one, or of a revocation list. */
export type X509Reason =
  | 'malformed'
  | 'not_der'
  | 'not_a_certificate'
  | 'private_key'
  | 'several_certificates'
  | 'weak_key'
  | 'unsupported_algorithm'
  | 'curve_not_allowed'
  | 'critical_extension'
  | 'not_yet_valid'
  | 'expired'
  | 'is_authority'
  | 'self_signed'
  | 'untrusted'
  | 'issuer_not_valid'
  | 'path_too_long'
  | 'name_constraint'
  | 'unsupported_constraint'
  | 'policy'
  | 'work_limit'
  | 'wrong_purpose'
  | 'revoked'
  | 'blocked'
  | 'revocation_unknown';

/** CRLReason (RFC 5280 §5.3.1). */
export type RevocationReason =
  | 'unspecified'
  | 'keyCompromise'
  | 'cACompromise'
  | 'affiliationChanged'
  | 'superseded'
  | 'cessationOfOperation'
  | 'certificateHold'
  | 'removeFromCRL'
  | 'privilegeWithdrawn'
  | 'aACompromise';

/** That a certificate was revoked, and for which reason. */
export interface RevocationFacts {
  /** ISO 8601. */
  readonly at: string;
  readonly reason: RevocationReason;
  /** RFC 4514 name of the authority that is revoked; null when it is the certificate itself. */
  readonly authority: string | null;
}

/** The only error that this library throws, for any input. */
export class X509Error extends Error {
  /**
   * @param reason for decisions of the caller
   * @param detail for the log; never holds key material, may hold names from the certificate
   * @param subject the one thing the reason is about, for people: an OID, an algorithm, the refused name. Printable and bounded.
   */
  constructor(
    readonly reason: X509Reason,
    readonly detail: string,
    readonly subject?: string,
    /** For `revoked`. */
    readonly revocation?: RevocationFacts,
  ) {
    super(`${reason}: ${detail}`);
    this.name = 'X509Error';
  }
}

export const malformed = (detail: string): X509Error => new X509Error('malformed', detail);
