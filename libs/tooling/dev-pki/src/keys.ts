import { webcrypto } from 'node:crypto';

/** `rsa-1024` is there to make certificates that must be refused. */
export type KeyAlgorithm = 'ec-p256' | 'ec-p384' | 'ed25519' | 'rsa-2048' | 'rsa-1024';
/** `SHA-1` is there to make certificates that must be refused. */
export type SignatureHash = 'SHA-1' | 'SHA-256' | 'SHA-384' | 'SHA-512';

const rsa = (modulusLength: number) => ({
  name: 'RSASSA-PKCS1-v1_5',
  modulusLength,
  publicExponent: new Uint8Array([1, 0, 1]),
  hash: 'SHA-256',
});
const parameters = {
  'ec-p256': { name: 'ECDSA', namedCurve: 'P-256' },
  'ec-p384': { name: 'ECDSA', namedCurve: 'P-384' },
  ed25519: { name: 'Ed25519' },
  'rsa-2048': rsa(2048),
  'rsa-1024': rsa(1024),
} as const;

export const generateKeys = async (algorithm: KeyAlgorithm): Promise<webcrypto.CryptoKeyPair> =>
  (await webcrypto.subtle.generateKey(parameters[algorithm], true, ['sign', 'verify'])) as webcrypto.CryptoKeyPair;

/** How a key signs; the key's own algorithm, with another hash where one can be chosen. */
export const signingAlgorithm = (key: webcrypto.CryptoKey, hash: SignatureHash) => ({ ...key.algorithm, hash });

/** Web Crypto ties a hash to an RSA key when it is imported, so another hash needs another import of the same key. */
export const signingKey = async (key: webcrypto.CryptoKey, hash: SignatureHash): Promise<webcrypto.CryptoKey> => {
  if (key.algorithm.name !== 'RSASSA-PKCS1-v1_5') return key;
  const pkcs8 = await webcrypto.subtle.exportKey('pkcs8', key);
  return webcrypto.subtle.importKey('pkcs8', pkcs8, { name: key.algorithm.name, hash }, true, ['sign']);
};
