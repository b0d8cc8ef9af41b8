import { RefusedAuthenticationError } from '../client-authentication/refused-authentication.error.js';

/** Claims of an assertion whose signature was verified; types and `iss`, `sub`, `exp`, `jti` were checked by the engine. */
export interface AssertionClaims {
  readonly aud?: string | readonly string[];
  readonly exp?: number;
  readonly iat?: number;
  readonly nbf?: number;
  readonly jti?: string;
}

/** Seconds that the clocks of application and server may differ. */
export const clockSkew = 300;

const audienceSentence =
  'aud of the assertion must be the address of the token endpoint, or the issuer, and nothing else';

/** Exactly one audience: any other party named could use the assertion here (RFC 7523 §3, draft-ietf-oauth-rfc7523bis §4). */
const assertAudience = ({ aud }: AssertionClaims, accepted: ReadonlySet<string>): void => {
  const only = typeof aud === 'string' || aud?.length !== 1 ? aud : aud[0];
  if (typeof only === 'string' && accepted.has(only)) return;
  throw new RefusedAuthenticationError('assertion.audience', audienceSentence);
};

/** An assertion can be stolen and must be remembered until it expires, so its lifetime is limited. */
const assertShortLived = ({ exp = Infinity }: AssertionClaims, now: number, lifetime: number): void => {
  if (exp <= now + lifetime + clockSkew) return;
  const sentence = `exp of the assertion must be at most ${lifetime} seconds from now`;
  throw new RefusedAuthenticationError('assertion.expires_too_late', sentence);
};

const assertIssuedBeforeNow = ({ iat }: AssertionClaims, now: number): void => {
  if (iat === undefined || iat <= now + clockSkew) return;
  throw new RefusedAuthenticationError(
    'assertion.not_yet_valid',
    'iat of the assertion is in the future: check the clock',
  );
};

/** Characters; longer ids, and texts that PostgreSQL cannot store, are refused. */
const longestId = 500;

const assertUsableId = ({ jti = '' }: AssertionClaims): void => {
  if (jti.length <= longestId && !/[\0\p{Cs}]/u.test(jti)) return;
  const sentence = `jti of the assertion must be a text of at most ${longestId} characters`;
  throw new RefusedAuthenticationError('assertion.claim_malformed', sentence);
};

export interface AssertionRules {
  readonly audiences: ReadonlySet<string>;
  /** Seconds. */
  readonly lifetime: number;
}

/**
 * @param now seconds since 1970
 * @throws RefusedAuthenticationError
 */
export const assertClaims = (claims: AssertionClaims, { audiences, lifetime }: AssertionRules, now: number): void => {
  assertAudience(claims, audiences);
  assertShortLived(claims, now, lifetime);
  assertIssuedBeforeNow(claims, now);
  assertUsableId(claims);
};
