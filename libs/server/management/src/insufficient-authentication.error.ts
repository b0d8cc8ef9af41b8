import { DomainError } from '@postern/errors';

/** The token is good, but its person has to sign in at a higher level; the answer names the levels (RFC 9470 §3). */
export class InsufficientAuthenticationError extends DomainError<'token.insufficient_authentication'> {
  constructor(readonly levels: readonly string[]) {
    super('token.insufficient_authentication', `needed: ${levels.join(' ')}`);
  }
}
