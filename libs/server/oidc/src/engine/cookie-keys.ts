import { createHmac, createSecretKey, type KeyObject, timingSafeEqual } from 'node:crypto';
import { deriveSecrets, type EncryptionKeys } from '@postern/config';
import { LRUCache } from 'lru-cache';
import type { Configuration } from 'oidc-provider';

/** How many signatures are kept. A sign-in needs the same few about twenty times. */
const capacity = 2000;
/** Characters. The name of a cookie with the id of a session or an interaction has fewer than 100. */
const longestPair = 200;

export type CookieKeys = Exclude<NonNullable<NonNullable<Configuration['cookies']>['keys']>, readonly unknown[]>;

/**
 * Signs cookies with the first key and accepts signatures of all. The engine's own list of keys would re-sign a cookie of another key
 * without `Secure`, which browsers refuse for a name that starts with `__Host-`. The session's
 * cookie is written anew at every visit anyway, the others live for 15 minutes.
 */
export const createCookieKeys = (encryptionKeys: EncryptionKeys): CookieKeys => {
  // As in Keygrip, the key is the text itself.
  const keys = deriveSecrets(encryptionKeys, 'cookies').map((secret) => Buffer.from(secret.toString('base64url')));
  const [current, ...others] = keys.map((key) => rememberSignatures(createSecretKey(key))) as [Sign, ...Sign[]];
  const isOf = (sign: Sign, pair: string, signature: string): boolean => {
    const [given, expected] = [Buffer.from(signature), Buffer.from(sign(pair))];
    return given.length === expected.length && timingSafeEqual(given, expected);
  };
  const verify = (pair: string, signature: string): boolean =>
    isOf(current, pair, signature) || others.some((sign) => isOf(sign, pair, signature));
  return {
    sign: current,
    verify,
    // Index of the key, always reported as the first, so that the engine does not re-sign the cookie.
    index: (pair: string, signature: string) => (verify(pair, signature) ? 0 : -1),
  } as CookieKeys;
};

type Sign = (pair: string) => string;

/** As Keygrip, which signed existing cookies: HMAC-SHA-1, which hash collisions do not affect. */
const rememberSignatures = (key: KeyObject): Sign => {
  const signatures = new LRUCache<string, string>({ max: capacity });
  return (pair) => {
    const known = signatures.get(pair);
    if (known !== undefined) return known;
    const signature = createHmac('sha1', key).update(pair).digest('base64url');
    // Anyone can send a pair, of any length.
    if (pair.length <= longestPair) signatures.set(pair, signature);
    return signature;
  };
};
