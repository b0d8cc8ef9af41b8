import type { KeyNames } from '@postern/clients';
import { RefusedAuthenticationError } from '../client-authentication/refused-authentication.error.js';
import type { AssertionHeader } from './assertion-header.js';
import { readThumbprint } from './thumbprint-spelling.js';

const hashes = { x5t: 20, 'x5t#S256': 32 } as const;
type Thumbprint = keyof typeof hashes;

const refuse = (reason: string, sentence: string): never => {
  throw new RefusedAuthenticationError(`assertion.${reason}`, sentence);
};

const thumbprintsOf = (header: AssertionHeader): readonly (readonly [Thumbprint, string])[] =>
  (Object.keys(hashes) as Thumbprint[])
    .filter((name) => header[name] !== undefined)
    .map((name) => {
      const value = readThumbprint(header[name], hashes[name]);
      return [name, value ?? refuse('thumbprint_malformed', `${name} must be the base64url of the certificate's hash`)];
    });

/**
 * The registered keys that a header names: by thumbprint where it has one, otherwise by `kid`. Several only where certificates
 * share a key and the header says no more than which key.
 *
 * @throws RefusedAuthenticationError when it names none, or one that is not registered
 */
export const keysNamedBy = <K>(
  header: AssertionHeader,
  keys: readonly K[],
  namesOf: (key: K) => KeyNames,
): readonly K[] => {
  const thumbprints = thumbprintsOf(header);
  const { kid } = header;
  if (thumbprints.length === 0 && typeof kid !== 'string') {
    return refuse(
      'no_key_named',
      'the header of the assertion must name the certificate: x5t#S256, x5t, or kid of the key',
    );
  }
  const isNamed = (names: KeyNames): boolean =>
    thumbprints.length > 0 ? thumbprints.every(([name, value]) => names[name] === value) : names.kid === kid;
  const named = keys.filter((key) => isNamed(namesOf(key)));
  return named.length > 0
    ? named
    : refuse('unknown_key', 'the certificate or key that the assertion names is not registered for this application');
};
