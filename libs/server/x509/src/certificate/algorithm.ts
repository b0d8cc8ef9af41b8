import { type DerElement, DerReader, open, tags } from '../der/der.js';
import { readBitString, readInteger, readOid } from '../der/der-values.js';

/** AlgorithmIdentifier (RFC 5280 §4.1.1.2). */
export interface Algorithm {
  readonly oid: string;
  readonly parameters: DerElement | undefined;
  readonly der: Uint8Array;
}

export type StrongHash = 'sha256' | 'sha384' | 'sha512';

export interface SignatureScheme {
  readonly type: 'rsa' | 'rsa-pss' | 'ecdsa' | 'eddsa';
  /** null: the scheme brings its own. */
  readonly hash: StrongHash | null;
}

export const parseAlgorithm = ({ encoded, content }: DerElement): Algorithm => {
  const reader = new DerReader(content);
  const oid = readOid(reader.next());
  const parameters = reader.atEnd ? undefined : reader.next();
  reader.finish();
  return { oid, parameters, der: encoded };
};

const schemes: Readonly<Record<string, SignatureScheme>> = {
  '1.2.840.113549.1.1.11': { type: 'rsa', hash: 'sha256' },
  '1.2.840.113549.1.1.12': { type: 'rsa', hash: 'sha384' },
  '1.2.840.113549.1.1.13': { type: 'rsa', hash: 'sha512' },
  '1.2.840.10045.4.3.2': { type: 'ecdsa', hash: 'sha256' },
  '1.2.840.10045.4.3.3': { type: 'ecdsa', hash: 'sha384' },
  '1.2.840.10045.4.3.4': { type: 'ecdsa', hash: 'sha512' },
  '1.3.101.112': { type: 'eddsa', hash: null },
};
const rsaPss = '1.2.840.113549.1.1.10';
const hashes: Readonly<Record<string, StrongHash>> = {
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
};

/** How a signature was made; undefined for everything that is too weak (MD5, SHA-1, SHA-224, DSA) or unknown. */
export const signatureScheme = (algorithm: Algorithm): SignatureScheme | undefined => {
  if (algorithm.oid !== rsaPss) return schemes[algorithm.oid];
  // RFC 4055 §3.1: without parameters, or without a hash among them, it is SHA-1.
  if (algorithm.parameters?.tag !== tags.sequence) return undefined;
  const explicit = open(algorithm.parameters.encoded).optional(tags.context(0));
  const hash =
    explicit === undefined
      ? undefined
      : hashes[parseAlgorithm(new DerReader(explicit.content).next(tags.sequence)).oid];
  return hash === undefined ? undefined : { type: 'rsa-pss', hash };
};

export interface PublicKeyStrength {
  /** For example `RSA 2048` or `EC P-256`. */
  readonly description: string;
  readonly strong: boolean;
}

const curves: Readonly<Record<string, string>> = {
  '1.2.840.10045.3.1.7': 'P-256',
  '1.3.132.0.34': 'P-384',
  '1.3.132.0.35': 'P-521',
};
const smallestRsa = 2048;

/** What a SubjectPublicKeyInfo holds; strong are RSA from 2048 bits on, EC P-256, P-384, P-521 and Ed25519. Throws `X509Error` (`malformed`). */
export const publicKeyStrength = (publicKeyInfo: Uint8Array): PublicKeyStrength => {
  const reader = open(publicKeyInfo);
  const { oid, parameters } = parseAlgorithm(reader.next(tags.sequence));
  const key = readBitString(reader.next());
  reader.finish();
  switch (oid) {
    case '1.2.840.113549.1.1.1':
    case rsaPss: {
      const bits = bitLength(readInteger(open(key).next()));
      return { description: `RSA ${bits}`, strong: bits >= smallestRsa };
    }
    case '1.2.840.10045.2.1': {
      const curve = parameters?.tag === tags.objectIdentifier ? readOid(parameters) : undefined;
      const known = curve === undefined ? undefined : curves[curve];
      return { description: `EC ${known ?? curve ?? 'with its own curve'}`, strong: known !== undefined };
    }
    case '1.3.101.112':
      return { description: 'Ed25519', strong: true };
    default:
      return { description: oid, strong: false };
  }
};

const bitLength = (integer: Uint8Array): number => {
  const first = integer.findIndex((byte) => byte !== 0);
  return first === -1 ? 0 : (integer.length - first) * 8 - Math.clz32(integer[first] ?? 0) + 24;
};
