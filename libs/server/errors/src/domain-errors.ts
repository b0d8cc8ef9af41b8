import type { CertificateErrorCode, Problem } from '@postern/contracts';
import { DomainError } from './domain.error.js';
import type { CodeOf } from './error-statuses.js';

/** A certificate was refused, or none was sent. */
export class CertificateError extends DomainError<CertificateErrorCode> {}

/** A ticket or handoff is invalid or expired. */
export class HandoffError extends DomainError<Extract<CodeOf<400>, `ticket.${string}` | `handoff.${string}`>> {}

/** Authentication failed. */
export class AuthenticationError extends DomainError<
  Extract<CodeOf<401>, `password.${string}` | `account.${string}` | `token.${string}`>
> {}

/** A valid proof was ended before it could be used to sign in. */
export class SignInEndedError extends DomainError<'sign_in.ended'> {
  constructor(reason?: string) {
    super('sign_in.ended', reason);
  }
}

/** A valid proof does not reach a required level. */
export class LevelError extends DomainError<'acr.not_reached'> {
  /** For the event log. */
  readonly facts: { readonly asked: readonly string[]; readonly reached: string | null };

  /** @param reached null: nothing was proved, because the method can reach none of them */
  constructor(asked: readonly string[], reached: string | null) {
    super('acr.not_reached', `asked: ${asked.join(' ')}, reached: ${reached ?? 'nothing'}`);
    this.facts = { asked, reached };
  }
}

/** The caller is authenticated, but not allowed to do this. */
export class ForbiddenError extends DomainError<CodeOf<403>> {}

/** The thing named in the request does not exist (any more). */
export class NotFoundError extends DomainError<CodeOf<404>> {}

/** The request conflicts with the stored state. */
export class ConflictError extends DomainError<CodeOf<409>> {}

/** The certificate is linked to somebody else. `account` is set for those only who may read people. */
export class LinkedToAnotherError extends ConflictError {
  constructor(readonly account: NonNullable<Problem['account']>) {
    super('identifier.linked_to_another');
  }
}

/** The request itself is wrong. */
export class InvalidError extends DomainError<CodeOf<422>> {}

/** Too many requests in a short time; the same request may succeed after `retryAfter` seconds (RFC 9110 §10.2.3). */
export class TooManyRequestsError extends DomainError<'request.too_many'> {
  constructor(
    readonly retryAfter: number,
    reason?: string,
  ) {
    super('request.too_many', reason);
  }
}

/** The queue of waiting work is full; the same request may succeed after `retryAfter` seconds (RFC 9110 §10.2.3). */
export class BusyError extends DomainError<'server.busy'> {
  constructor(
    readonly retryAfter: number,
    reason?: string,
  ) {
    super('server.busy', reason);
  }
}
