import { constants, createPublicKey, type KeyObject, verify } from 'node:crypto';
import { type Algorithm, signatureScheme } from './algorithm.js';

export interface Signed {
  readonly signedPart: Uint8Array;
  readonly signatureAlgorithm: Algorithm;
  readonly signature: Uint8Array;
}

/** Node's key types per signature scheme: a key never verifies another kind of signature. */
const keyTypes = {
  rsa: ['rsa'],
  'rsa-pss': ['rsa', 'rsa-pss'],
  ecdsa: ['ec'],
  eddsa: ['ed25519'],
} as const satisfies Record<string, readonly KeyObject['asymmetricKeyType'][]>;

/** Whether the key made the signature. False for weak and unknown algorithms and for keys that cannot be read. */
export const verifySignature = (signed: Signed, publicKeyInfo: Uint8Array): boolean => {
  try {
    const scheme = signatureScheme(signed.signatureAlgorithm);
    if (scheme === undefined) return false;
    const key = publicKeyOf(publicKeyInfo);
    if (!(keyTypes[scheme.type] as readonly unknown[]).includes(key.asymmetricKeyType)) return false;
    const options = scheme.type === 'rsa-pss' ? { key, padding: constants.RSA_PKCS1_PSS_PADDING } : key;
    return verify(scheme.hash, signed.signedPart, options, signed.signature);
  } catch {
    // OpenSSL throws for keys and signatures it cannot read: nothing was verified.
    return false;
  }
};

const publicKeys = new WeakMap<Uint8Array, KeyObject>();

/** An authority's key verifies many signatures, and reading it costs as much as one of them. */
const publicKeyOf = (publicKeyInfo: Uint8Array): KeyObject => {
  const known = publicKeys.get(publicKeyInfo);
  if (known !== undefined) return known;
  const key = createPublicKey({ key: Buffer.from(publicKeyInfo), format: 'der', type: 'spki' });
  publicKeys.set(publicKeyInfo, key);
  return key;
};
