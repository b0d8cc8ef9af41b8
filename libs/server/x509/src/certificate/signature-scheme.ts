import { DerReader, open, tags } from '../der/der.js';
import { readSmallInteger } from '../der/der-values.js';
import { type Algorithm, parseAlgorithm, rsaPss } from './algorithm.js';

type StrongHash = 'sha256' | 'sha384' | 'sha512';
/** Hashes that are too weak for signatures; used to describe a certificate, never to trust it. */
type WeakHash = 'md5' | 'sha1' | 'sha224';

export interface SignatureScheme {
  readonly type: 'rsa' | 'rsa-pss' | 'ecdsa' | 'eddsa';
  /** null: the scheme brings its own. */
  readonly hash: StrongHash | WeakHash | null;
  /** Bytes of salt, for RSASSA-PSS. */
  readonly saltLength?: number;
}

const strong: Readonly<Record<string, SignatureScheme & { readonly hash: StrongHash | null }>> = {
  '1.2.840.113549.1.1.11': { type: 'rsa', hash: 'sha256' },
  '1.2.840.113549.1.1.12': { type: 'rsa', hash: 'sha384' },
  '1.2.840.113549.1.1.13': { type: 'rsa', hash: 'sha512' },
  '1.2.840.10045.4.3.2': { type: 'ecdsa', hash: 'sha256' },
  '1.2.840.10045.4.3.3': { type: 'ecdsa', hash: 'sha384' },
  '1.2.840.10045.4.3.4': { type: 'ecdsa', hash: 'sha512' },
  '1.3.101.112': { type: 'eddsa', hash: null },
};
const weak: Readonly<Record<string, SignatureScheme & { readonly hash: WeakHash }>> = {
  '1.2.840.113549.1.1.4': { type: 'rsa', hash: 'md5' },
  '1.2.840.113549.1.1.5': { type: 'rsa', hash: 'sha1' },
  '1.3.14.3.2.29': { type: 'rsa', hash: 'sha1' },
  '1.2.840.113549.1.1.14': { type: 'rsa', hash: 'sha224' },
  '1.2.840.10045.4.1': { type: 'ecdsa', hash: 'sha1' },
  '1.2.840.10045.4.3.1': { type: 'ecdsa', hash: 'sha224' },
};
/** MD2 and MD4 with RSA, DSA with SHA-1 and SHA-224: weak, and not even verified. */
const hopeless: ReadonlySet<string> = new Set([
  '1.2.840.113549.1.1.2',
  '1.2.840.113549.1.1.3',
  '1.2.840.10040.4.3',
  '2.16.840.1.101.3.4.3.1',
]);
const hashes: Readonly<Record<string, StrongHash | WeakHash>> = {
  '1.2.840.113549.2.5': 'md5',
  '1.3.14.3.2.26': 'sha1',
  '2.16.840.1.101.3.4.2.4': 'sha224',
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
};
const strongHashes: ReadonlySet<string | null> = new Set(['sha256', 'sha384', 'sha512']);

/** Scheme of a signature, even if weak; undefined if unknown. */
export const anySignatureScheme = (algorithm: Algorithm): SignatureScheme | undefined =>
  algorithm.oid === rsaPss ? pssScheme(algorithm) : (strong[algorithm.oid] ?? weak[algorithm.oid]);

/** Scheme of a signature; undefined if too weak (MD5, SHA-1, SHA-224) or unknown. */
export const signatureScheme = (algorithm: Algorithm): SignatureScheme | undefined => {
  const scheme = anySignatureScheme(algorithm);
  return scheme !== undefined && (scheme.hash === null || strongHashes.has(scheme.hash)) ? scheme : undefined;
};

/** Whether a signature scheme is known to be weak; false for unknown schemes. */
export const isWeakSignature = (algorithm: Algorithm): boolean =>
  hopeless.has(algorithm.oid) ||
  (anySignatureScheme(algorithm) !== undefined && signatureScheme(algorithm) === undefined);

const defaultSaltLength = 20;

/**
 * RSASSA-PSS-params (RFC 4055 §3.1); the default hash is SHA-1. MGF1 may use another hash than the message: it need not
 * resist collisions, so any hash is accepted.
 */
const pssScheme = ({ parameters }: Algorithm): SignatureScheme | undefined => {
  if (parameters?.tag !== tags.sequence) return { type: 'rsa-pss', hash: 'sha1', saltLength: defaultSaltLength };
  const reader = open(parameters.encoded);
  const [hashField, , saltField, trailerField] = [0, 1, 2, 3].map((number) => reader.optional(tags.context(number)));
  reader.finish();
  const oid = hashField && parseAlgorithm(new DerReader(hashField.content).next(tags.sequence)).oid;
  const hash = oid === undefined ? 'sha1' : hashes[oid];
  const saltLength = saltField ? readSmallInteger(new DerReader(saltField.content).next()) : defaultSaltLength;
  const trailer = trailerField ? readSmallInteger(new DerReader(trailerField.content).next()) : 1;
  return hash === undefined || trailer !== 1 ? undefined : { type: 'rsa-pss', hash, saltLength };
};
