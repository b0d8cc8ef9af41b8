import type { JWK } from 'jose';

/**
 * Signing keys as the key set publishes them: each entry with the one algorithm it is for (RFC 7517 §4.4), because some
 * libraries refuse a whole set for one key without `alg`. An RSA key serves two algorithms, so it has two entries. The first keeps
 * the key's id, which ID tokens signed with RS256 name. Keys for RS256, the default of applications, come first: python-jose tries
 * one after the other and gives up at the first of another type.
 *
 * @param keys private keys, in the order in which they sign
 */
export const publishedKeys = (keys: readonly JWK[]): readonly JWK[] =>
  [...keys].sort((one, other) => Number(other.kty === 'RSA') - Number(one.kty === 'RSA')).flatMap(entriesOf);

const entriesOf = (key: JWK): readonly JWK[] =>
  key.kty === 'RSA'
    ? [
        { ...key, alg: 'RS256' },
        { ...key, alg: 'PS256', kid: `${String(key.kid)}-ps256` },
      ]
    : [{ ...key, alg: 'ES256' }];
