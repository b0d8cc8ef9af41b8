import type { CertificateErrorCode, ErrorCode, Problem } from '@postern/contracts';
import { DomainError } from './domain.error.js';

/** A certificate, or the lack of one, that does not let anybody in. */
export class CertificateError extends DomainError<CertificateErrorCode> {
  readonly status = 401;
}

/** A ticket or handoff that is not good (any more). */
export class HandoffError extends DomainError<
  'ticket.invalid' | 'ticket.expired' | 'ticket.used' | 'handoff.invalid' | 'handoff.wrong_account'
> {
  readonly status = 400;
}

/** Somebody did not prove who they are. */
export class AuthenticationError extends DomainError<
  | 'password.wrong'
  | 'password.must_change'
  | 'password.one_time_expired'
  | 'password.one_time_used'
  | 'account.blocked'
  | 'token.missing'
  | 'token.invalid'
> {
  readonly status = 401;
}

/** A proof that was good when it was given, and was ended before anybody could sign in with it. */
export class SignInEndedError extends DomainError<'sign_in.ended'> {
  readonly status = 401;

  constructor(reason?: string) {
    super('sign_in.ended', reason);
  }
}

/** Known, but not allowed. */
export class ForbiddenError extends DomainError<
  | 'token.insufficient_scope'
  | 'token.insufficient_role'
  | 'token.exceeds_own_rights'
  | 'session.too_old'
  | 'request.wrong_origin'
> {
  readonly status = 403;
}

/** The thing named in the request does not exist (any more). */
export class NotFoundError extends DomainError<Extract<ErrorCode, `${string}not_found`>> {
  readonly status = 404;
}

/** The request conflicts with the stored state. */
export class ConflictError extends DomainError {
  readonly status = 409;
}

/** The certificate is linked to somebody else. `account` is set for those only who may read people. */
export class LinkedToAnotherError extends ConflictError {
  constructor(readonly account: NonNullable<Problem['account']>) {
    super('identifier.linked_to_another');
  }
}

/** The request itself is wrong. */
export class InvalidError extends DomainError {
  readonly status = 422;
}

/** Too much in too short a time; the same request is welcome again after `retryAfter` seconds (RFC 9110 §10.2.3). */
export class TooManyRequestsError extends DomainError<'request.too_many'> {
  readonly status = 429;

  constructor(
    readonly retryAfter: number,
    reason?: string,
  ) {
    super('request.too_many', reason);
  }
}

/** More work waits than may wait; the same request is welcome again after `retryAfter` seconds (RFC 9110 §10.2.3). */
export class BusyError extends DomainError<'server.busy'> {
  readonly status = 503;

  constructor(
    readonly retryAfter: number,
    reason?: string,
  ) {
    super('server.busy', reason);
  }
}
