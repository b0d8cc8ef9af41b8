import { constants, createPublicKey, type KeyObject, verify } from 'node:crypto';
import { open, tags } from '../der/der.js';
import { encode } from '../der/der-writing.js';
import { type Algorithm, parseAlgorithm } from './algorithm.js';
import { anySignatureScheme, type SignatureScheme, signatureScheme } from './signature-scheme.js';

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
export const verifySignature = (signed: Signed, publicKeyInfo: Uint8Array): boolean =>
  isMadeBy(signed, publicKeyInfo, signatureScheme(signed.signatureAlgorithm));

/**
 * The same, but accepts weak hashes: to check that a root was signed with its own key. It proves nothing about
 * signatures by any other key.
 */
export const verifyOwnSignature = (signed: Signed, publicKeyInfo: Uint8Array): boolean =>
  isMadeBy(signed, publicKeyInfo, anySignatureScheme(signed.signatureAlgorithm));

const isMadeBy = (signed: Signed, publicKeyInfo: Uint8Array, scheme: SignatureScheme | undefined): boolean => {
  try {
    if (scheme === undefined) return false;
    const key = publicKeyOf(publicKeyInfo);
    if (!(keyTypes[scheme.type] as readonly unknown[]).includes(key.asymmetricKeyType)) return false;
    const options = scheme.type === 'rsa-pss' ? pssOptions(signed, publicKeyInfo, scheme) : key;
    return options !== undefined && verify(scheme.hash, signed.signedPart, options, signed.signature);
  } catch {
    // OpenSSL throws for keys and signatures it cannot read; these count as not verified.
    return false;
  }
};

/**
 * Node has no option for the hash of MGF1, but OpenSSL takes it from the key where that is bound to RSASSA-PSS: so the key is bound
 * to the parameters of the signature. A key that is bound already (RFC 4055 §1.2) makes signatures with its own parameters only.
 */
const pssOptions = ({ signatureAlgorithm }: Signed, publicKeyInfo: Uint8Array, { saltLength }: SignatureScheme) => {
  const reader = open(publicKeyInfo);
  const own = parseAlgorithm(reader.next(tags.sequence));
  const bits = reader.next(tags.bitString).encoded;
  const bound = createPublicKey({
    key: Buffer.from(encode(tags.sequence, signatureAlgorithm.der, bits)),
    format: 'der',
    type: 'spki',
  });
  if (own.parameters?.tag === tags.sequence && !mayMake(publicKeyOf(publicKeyInfo), bound)) return undefined;
  return { key: bound, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength };
};

const mayMake = ({ asymmetricKeyDetails: own }: KeyObject, { asymmetricKeyDetails: used }: KeyObject): boolean =>
  own?.hashAlgorithm === used?.hashAlgorithm &&
  own?.mgf1HashAlgorithm === used?.mgf1HashAlgorithm &&
  (own?.saltLength ?? 0) <= (used?.saltLength ?? 0);

const publicKeys = new WeakMap<Uint8Array, KeyObject>();

/** Caches parsed keys: a CA's key verifies many signatures, and parsing it costs as much as one verification. */
const publicKeyOf = (publicKeyInfo: Uint8Array): KeyObject => {
  const known = publicKeys.get(publicKeyInfo);
  if (known !== undefined) return known;
  const key = createPublicKey({ key: Buffer.from(publicKeyInfo), format: 'der', type: 'spki' });
  publicKeys.set(publicKeyInfo, key);
  return key;
};
