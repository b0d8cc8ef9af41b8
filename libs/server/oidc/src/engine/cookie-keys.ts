import { createHmac, timingSafeEqual } from 'node:crypto';
import { deriveSecrets, type EncryptionKeys } from '@postern/config';
import type { Configuration } from 'oidc-provider';

export type CookieKeys = Exclude<NonNullable<NonNullable<Configuration['cookies']>['keys']>, readonly unknown[]>;

/**
 * Signs cookies with the first key and accepts signatures of all. The engine's own list of keys would re-sign a cookie of another key
 * without `Secure`, which browsers refuse for a name that starts with `__Host-`. The session's
 * cookie is written anew at every visit anyway, the others live for 15 minutes.
 */
export const createCookieKeys = (encryptionKeys: EncryptionKeys): CookieKeys => {
  const keys = deriveSecrets(encryptionKeys, 'cookies').map((secret) => secret.toString('base64url'));
  const [current = '', ...others] = keys;
  const isOf = (key: string, pair: string, signature: string): boolean => {
    const [given, expected] = [Buffer.from(signature), Buffer.from(sign(pair, key))];
    return given.length === expected.length && timingSafeEqual(given, expected);
  };
  const verify = (pair: string, signature: string): boolean =>
    isOf(current, pair, signature) || others.some((key) => isOf(key, pair, signature));
  return {
    sign: (pair: string) => sign(pair, current),
    verify,
    // Index of the key, always reported as the first, so that the engine does not re-sign the cookie.
    index: (pair: string, signature: string) => (verify(pair, signature) ? 0 : -1),
  } as CookieKeys;
};

/** As Keygrip, which signed existing cookies: HMAC-SHA-1, which hash collisions do not affect. */
const sign = (pair: string, key: string): string => createHmac('sha1', key).update(pair).digest('base64url');
