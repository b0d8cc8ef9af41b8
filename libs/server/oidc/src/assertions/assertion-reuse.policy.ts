import type { Client } from 'oidc-provider';
import { RefusedAuthenticationError } from '../client-authentication/refused-authentication.error.js';
import { ownMetadataOf } from '../engine/client-metadata.js';
import type { AssertionClaims } from './assertion-claims.js';

/** Seconds from `iat` or `nbf` to `exp` of an assertion that may be used again: what MSAL gives its own. */
const longestReuse = 600;

/** `once`, `until_expiry`, or `too_long`: the application may use assertions again, but this one lives too long for that. */
export type Reuse = 'once' | 'until_expiry' | 'too_long';

/**
 * A stolen reusable assertion works until it expires, so only short-lived ones may be reused. An assertion without a start time counts as
 * long-lived.
 */
export const reuseOf = (client: Client, { exp = Infinity, iat, nbf }: AssertionClaims): Reuse => {
  if (ownMetadataOf(client).assertion_reuse !== 'until_expiry') return 'once';
  const begun = Math.max(iat ?? -Infinity, nbf ?? -Infinity);
  return exp - begun <= longestReuse ? 'until_expiry' : 'too_long';
};

export const tooLongToRepeat = (): RefusedAuthenticationError =>
  new RefusedAuthenticationError(
    'assertion.replayed',
    'the assertion was used before, and only one whose exp is at most 600 seconds after its iat or nbf may be used again',
  );
