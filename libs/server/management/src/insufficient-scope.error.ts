import { DomainError } from '@postern/errors';

/** The token is good but lacks a scope; the answer names the scopes (RFC 6750 §3). */
export class InsufficientScopeError extends DomainError<'token.insufficient_scope'> {
  constructor(
    readonly scopes: readonly string[],
    reason?: string,
  ) {
    super('token.insufficient_scope', reason);
  }
}
