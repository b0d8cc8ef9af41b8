import { ciphers, type CipherScheme, nameOf } from './algorithms.js';
import { type BerElement, inside, isOneSequence, readAlgorithm, readCount, readOctets, tags } from './ber.js';
import { concat } from './bytes.js';
import { derivePbkdf1, derivePkcs12, purpose, readSalt, readStretching, type Workplace } from './derivation.js';
import { KeyFileError, unreadable, unsupported } from './key-file.error.js';
import type { PasswordSpelling } from './password.js';
import { rc4 } from './rc4.js';
import { decryptRc2 } from './rc2.js';

/** Opens data with one spelling of the password; undefined when what comes out cannot be right. */
type Opener = (data: Uint8Array, password: PasswordSpelling, place: Workplace) => Promise<Uint8Array | undefined>;

/**
 * Opens what is encrypted with a password: PBES2 and PBES1 (RFC 8018 §6), and the schemes of PKCS #12 (RFC 7292 §C).
 *
 * @param algorithm AlgorithmIdentifier
 * @returns one SEQUENCE
 * @throws KeyFileError
 */
export const decrypt = async (
  algorithm: BerElement,
  data: Uint8Array,
  passwords: readonly PasswordSpelling[],
  place: Workplace,
): Promise<Uint8Array> => {
  const open = openerOf(algorithm);
  for (const password of passwords) {
    const plain = await open(data, password, place);
    if (plain !== undefined && isOneSequence(plain)) return plain;
  }
  throw new KeyFileError('wrong_password', 'does not open the file');
};

const openerOf = (algorithm: BerElement): Opener => {
  const { oid, parameters } = readAlgorithm(algorithm);
  if (oid === '1.2.840.113549.1.5.13') return openerOfPbes2(parameters.next(tags.sequence));
  const scheme = pkcs12Schemes[oid] ?? pbes1Schemes[oid];
  if (scheme === undefined) throw unsupported(`is encrypted with ${nameOf(oid)}`);
  const reader = inside(parameters.next(tags.sequence));
  const salt = readSalt(reader.next());
  const rounds = readCount(reader.next());
  return oid in pkcs12Schemes ? openerOfPkcs12(scheme, salt, rounds) : openerOfPbes1(scheme, salt, rounds);
};

interface PasswordScheme extends CipherScheme {
  readonly digest: string;
}
const scheme = (name: string, key: number, iv = 8, digest = 'sha1'): PasswordScheme => ({ name, key, iv, digest });

const pkcs12Schemes: Readonly<Record<string, PasswordScheme>> = {
  '1.2.840.113549.1.12.1.1': scheme('rc4', 16, 0),
  '1.2.840.113549.1.12.1.2': scheme('rc4', 5, 0),
  '1.2.840.113549.1.12.1.3': scheme('des-ede3-cbc', 24),
  '1.2.840.113549.1.12.1.4': scheme('des-ede-cbc', 16),
  '1.2.840.113549.1.12.1.5': scheme('rc2-cbc', 16),
  '1.2.840.113549.1.12.1.6': scheme('rc2-cbc', 5),
};
const pbes1Schemes: Readonly<Record<string, PasswordScheme>> = {
  '1.2.840.113549.1.5.3': scheme('des-cbc', 8, 8, 'md5'),
  '1.2.840.113549.1.5.6': scheme('rc2-cbc', 8, 8, 'md5'),
  '1.2.840.113549.1.5.10': scheme('des-cbc', 8),
  '1.2.840.113549.1.5.11': scheme('rc2-cbc', 8),
};

const openerOfPkcs12 =
  (cipher: PasswordScheme, salt: Uint8Array, rounds: number): Opener =>
  async (data, { bmp }, place) => {
    const derive = (of: 1 | 2, length: number) =>
      derivePkcs12({ digest: cipher.digest, password: bmp, salt, rounds, purpose: of, length }, place);
    const key = await derive(purpose.key, cipher.key);
    return run(cipher.name, { key, iv: await derive(purpose.iv, cipher.iv), bits: cipher.key * 8 }, data, place);
  };

const openerOfPbes1 =
  ({ name, digest }: PasswordScheme, salt: Uint8Array, rounds: number): Opener =>
  async (data, { octets }, place) => {
    const derived = await derivePbkdf1(digest, octets, salt, rounds, place);
    return run(name, { key: derived.subarray(0, 8), iv: derived.subarray(8, 16), bits: 64 }, data, place);
  };

const openerOfPbes2 = (parameters: BerElement): Opener => {
  const reader = inside(parameters);
  const stretching = readStretching(reader.next());
  const { name, key: usual, iv, bits } = readCipher(reader.next());
  const length = stretching.length ?? usual;
  if (!(length >= 1 && length <= 64)) throw unreadable(`a key of ${length} bytes`);
  if (name !== 'rc2-cbc' && length !== usual) throw unreadable(`a key of ${length} bytes for ${name}`);
  return async (data, { octets }, place) => {
    const key = await stretching.derive(octets, length, place);
    return run(name, { key, iv, bits }, data, place);
  };
};

/** RFC 8018 §B.2.3: how many bits of a key RC2 makes use of. */
const rc2Bits: Readonly<Record<number, number>> = { 58: 128, 120: 64, 160: 40 };

const readCipher = (element: BerElement): { name: string; key: number; iv: Uint8Array; bits: number } => {
  const { oid, parameters } = readAlgorithm(element);
  if (oid === '1.2.840.113549.3.2') {
    const reader = inside(parameters.next(tags.sequence));
    const version = reader.optional(tags.integer);
    const bits = version === undefined ? 32 : (rc2Bits[readCount(version)] ?? readCount(version));
    if (!(bits >= 8 && bits <= 1024)) throw unreadable(`RC2 with ${bits} bits`);
    return { name: 'rc2-cbc', key: Math.ceil(bits / 8), iv: ivOf(reader.next(), 8), bits };
  }
  const cipher = ciphers[oid];
  if (cipher === undefined) throw unsupported(`is encrypted with ${nameOf(oid)}`);
  return { ...cipher, iv: ivOf(parameters.next(), cipher.iv), bits: 0 };
};

const ivOf = (element: BerElement, length: number): Uint8Array => {
  const iv = readOctets(element);
  if (iv.length !== length) throw unreadable(`an initialization vector of ${iv.length} bytes`);
  return iv;
};

interface CipherKey {
  readonly key: Uint8Array;
  readonly iv: Uint8Array;
  /** Effective bits, of RC2 alone. */
  readonly bits: number;
}

const run = async (
  cipher: string,
  { key, iv, bits }: CipherKey,
  data: Uint8Array,
  { kit }: Workplace,
): Promise<Uint8Array | undefined> => {
  if (cipher === 'rc4') return rc4(key, data);
  if (data.length === 0 || data.length % iv.length !== 0) throw unreadable('cut off where it is encrypted');
  if (cipher === 'rc2-cbc') return withoutPadding(decryptRc2(key, bits, iv, data));
  const [name, whole] = tripled(cipher, key);
  if (!kit.hasCipher(name)) throw unsupported(`is encrypted with ${name.replace(/-cbc$/, '')}`);
  return kit.decrypt(name, whole, iv, data);
};

/** DES is triple DES with the same key three times; with two keys, the first one comes last again. */
const tripled = (cipher: string, key: Uint8Array): readonly [string, Uint8Array] => {
  if (cipher === 'des-cbc') return ['des-ede3-cbc', concat([key, key, key])];
  if (cipher === 'des-ede-cbc') return ['des-ede3-cbc', concat([key, key.subarray(0, 8)])];
  return [cipher, key];
};

/** PKCS #7 padding, to whole blocks of 8 bytes (RFC 8018 §6.1.1). */
const withoutPadding = (plain: Uint8Array): Uint8Array | undefined => {
  const count = plain.at(-1) ?? 0;
  const isPadding = count >= 1 && count <= 8 && plain.subarray(-count).every((byte) => byte === count);
  return isPadding ? plain.subarray(0, -count) : undefined;
};
