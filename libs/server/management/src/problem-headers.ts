import { BusyError, DomainError, TooManyRequestsError } from '@postern/errors';
import { InsufficientAuthenticationError } from './insufficient-authentication.error.js';
import { InsufficientScopeError } from './insufficient-scope.error.js';
import type { Failure } from './problem.js';

/** Seconds until a throttled client may try again, when nobody knows better: the limits count per minute. */
const throttledFor = 60;
/** Seconds: PostgreSQL's restarts are shorter. */
const unavailableFor = 2;

/** RFC 6750 §3: no error code at all when there was no token. */
const challenge = (exception: unknown): string | undefined => {
  if (!(exception instanceof DomainError)) return undefined;
  switch (exception.code) {
    case 'token.missing':
      return 'Bearer realm="postern"';
    case 'token.invalid':
      return 'Bearer realm="postern", error="invalid_token"';
    case 'token.insufficient_scope': {
      const scopes = exception instanceof InsufficientScopeError ? exception.scopes.join(' ') : '';
      return `Bearer realm="postern", error="insufficient_scope"${scopes && `, scope="${scopes}"`}`;
    }
    case 'token.insufficient_authentication': {
      const levels = exception instanceof InsufficientAuthenticationError ? exception.levels.join(' ') : '';
      return `Bearer realm="postern", error="insufficient_user_authentication", acr_values="${levels}"`;
    }
    default:
      return undefined;
  }
};

/** Headers that belong to a problem response besides its media type. */
export const problemHeaders = (exception: unknown, { status, code }: Failure): Readonly<Record<string, string>> => {
  const headers: Record<string, string> = { 'cache-control': 'no-store' };
  const authenticate = challenge(exception);
  if (authenticate !== undefined) headers['www-authenticate'] = authenticate;
  if (exception instanceof TooManyRequestsError || exception instanceof BusyError)
    headers['retry-after'] = String(Math.ceil(exception.retryAfter));
  else if (status === 429) headers['retry-after'] = String(throttledFor);
  else if (code === 'server.unavailable') headers['retry-after'] = String(unavailableFor);
  return headers;
};
