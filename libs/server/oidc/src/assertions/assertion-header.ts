import { RefusedAuthenticationError } from '../client-authentication/refused-authentication.error.js';

/** The protected header of an assertion, not trusted yet. */
export type AssertionHeader = Readonly<Record<string, unknown>>;

/** Header parameters that contain a key or its URL (RFC 7515 §4.1). */
const ofAKey = ['jku', 'x5u', 'x5c', 'jwk'] as const;
/** Header parameters that change how the rest is read (RFC 7515 §4.1.11, RFC 7516 §4.1.3, RFC 7797). */
const ofAnotherReading = ['crit', 'b64', 'zip'] as const;

/** RFC 7519 §5.1, draft-ietf-oauth-rfc7523bis §4; compared as RFC 7515 §4.1.9 says. */
const types: ReadonlySet<unknown> = new Set(['jwt', 'client-authentication+jwt']);

const refuse = (sentence: string): never => {
  throw new RefusedAuthenticationError('assertion.header_parameter', sentence);
};

/** MSAL sends its certificates (`x5c`): they are ignored, because the thumbprint beside them names a registered one. */
const isIgnored = (name: string, header: AssertionHeader): boolean =>
  name === 'x5c' && (Object.hasOwn(header, 'x5t') || Object.hasOwn(header, 'x5t#S256'));

/** Only registered keys are used: an assertion must not contain or reference a key of its own. */
const assertNoKeyOfItsOwn = (header: AssertionHeader): void => {
  const found = ofAKey.find((name) => Object.hasOwn(header, name) && !isIgnored(name, header));
  if (found === undefined) return;
  refuse(`the header of the assertion must not have ${found}: the key is the one that was registered`);
};

const assertReadAsItIs = (header: AssertionHeader): void => {
  const critical = ofAnotherReading.find((name) => Object.hasOwn(header, name));
  if (critical === undefined) return;
  refuse(`the header of the assertion must not have ${critical}: an assertion is a plain signed JWT`);
};

/** A JWT that was signed with the same key for another purpose is no assertion (RFC 8725 §3.11). */
const assertType = ({ typ }: AssertionHeader): void => {
  if (typ === undefined || (typeof typ === 'string' && types.has(typ.toLowerCase().replace(/^application\//, ''))))
    return;
  throw new RefusedAuthenticationError('assertion.type', 'typ of the assertion must be JWT, or be left out');
};

/** @throws RefusedAuthenticationError */
export const assertHeader = (header: AssertionHeader): void => {
  assertNoKeyOfItsOwn(header);
  assertReadAsItIs(header);
  assertType(header);
};
