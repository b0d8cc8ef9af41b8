import { RefusedAuthenticationError } from '../client-authentication/refused-authentication.error.js';

/** The protected header of an assertion, not trusted yet. */
export type AssertionHeader = Readonly<Record<string, unknown>>;

const byRegistration = 'the key is the one that was registered';
const nothingElse = 'an assertion is a plain signed JWT';

/** Header parameters that bring a key along or say where one lies, and those that change how the rest is read (RFC 7515 §4.1, RFC 7797). */
const refusedParameters = {
  ...{ jku: byRegistration, x5u: byRegistration, x5c: byRegistration, jwk: byRegistration },
  ...{ crit: nothingElse, b64: nothingElse, zip: nothingElse },
} as const;

/** RFC 7519 §5.1, draft-ietf-oauth-rfc7523bis §4; compared as RFC 7515 §4.1.9 says. */
const types: ReadonlySet<unknown> = new Set(['jwt', 'client-authentication+jwt']);

/** The key is chosen by what was registered: no assertion brings or names one of its own, or says how it is to be read. */
const assertNothingOfItsOwn = (header: AssertionHeader): void => {
  const found = Object.entries(refusedParameters).find(([name]) => Object.hasOwn(header, name));
  if (found === undefined) return;
  const sentence = `the header of the assertion must not have ${found[0]}: ${found[1]}`;
  throw new RefusedAuthenticationError('assertion.header_parameter', sentence);
};

/** A JWT that was signed with the same key for another purpose is no assertion (RFC 8725 §3.11). */
const assertType = ({ typ }: AssertionHeader): void => {
  if (typ === undefined || (typeof typ === 'string' && types.has(typ.toLowerCase().replace(/^application\//, ''))))
    return;
  throw new RefusedAuthenticationError('assertion.type', 'typ of the assertion must be JWT, or be left out');
};

/** @throws RefusedAuthenticationError */
export const assertHeader = (header: AssertionHeader): void => {
  assertNothingOfItsOwn(header);
  assertType(header);
};
