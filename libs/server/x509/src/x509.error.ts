/** What is wrong with a certificate, a text that should hold one, or a revocation list. */
export type X509Reason =
  | 'malformed'
  | 'not_a_certificate'
  | 'private_key'
  | 'several_certificates'
  | 'weak_key'
  | 'not_yet_valid'
  | 'expired'
  | 'is_authority'
  | 'self_signed'
  | 'untrusted'
  | 'wrong_purpose'
  | 'revoked'
  | 'revocation_unknown';

/** The one error that this library throws, whatever it is given. */
export class X509Error extends Error {
  /**
   * @param reason what the caller decides by
   * @param detail for the log; never holds key material, may hold names from the certificate
   */
  constructor(
    readonly reason: X509Reason,
    readonly detail: string,
  ) {
    super(`${reason}: ${detail}`);
    this.name = 'X509Error';
  }
}

export const malformed = (detail: string): X509Error => new X509Error('malformed', detail);
