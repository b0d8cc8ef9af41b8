import type { CertificateErrorCode, Problem } from '@postern/contracts';
import { DomainError } from './domain.error.js';
import type { CodeOf } from './error-statuses.js';

/** A certificate, or the lack of one, that does not let anybody in. */
export class CertificateError extends DomainError<CertificateErrorCode> {}

/** A ticket or handoff that is not good (any more). */
export class HandoffError extends DomainError<Extract<CodeOf<400>, `ticket.${string}` | `handoff.${string}`>> {}

/** Somebody did not prove who they are. */
export class AuthenticationError extends DomainError<
  Extract<CodeOf<401>, `password.${string}` | `account.${string}` | `token.${string}`>
> {}

/** A proof that was good when it was given, and was ended before anybody could sign in with it. */
export class SignInEndedError extends DomainError<'sign_in.ended'> {
  constructor(reason?: string) {
    super('sign_in.ended', reason);
  }
}

/** A proof that was good, but not at a level that was asked for. */
export class LevelError extends DomainError<'acr.not_reached'> {
  /** For the event log. */
  readonly facts: { readonly asked: readonly string[]; readonly reached: string | null };

  /** @param reached null: nothing was proved, because the method can reach none of them */
  constructor(asked: readonly string[], reached: string | null) {
    super('acr.not_reached', `asked: ${asked.join(' ')}, reached: ${reached ?? 'nothing'}`);
    this.facts = { asked, reached };
  }
}

/** Known, but not allowed. */
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

/** Too much in too short a time; the same request is welcome again after `retryAfter` seconds (RFC 9110 §10.2.3). */
export class TooManyRequestsError extends DomainError<'request.too_many'> {
  constructor(
    readonly retryAfter: number,
    reason?: string,
  ) {
    super('request.too_many', reason);
  }
}

/** More work waits than may wait; the same request is welcome again after `retryAfter` seconds (RFC 9110 §10.2.3). */
export class BusyError extends DomainError<'server.busy'> {
  constructor(
    readonly retryAfter: number,
    reason?: string,
  ) {
    super('server.busy', reason);
  }
}
