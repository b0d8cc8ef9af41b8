import { blockSizeOf, digestName, hmacDigestName, nameOf } from './algorithms.js';
import { type BerElement, inside, readAlgorithm, readCount, readOctets, tags } from './ber.js';
import { concat, equal } from './bytes.js';
import { derivePkcs12, digestOf, purpose, readSalt, readStretching, type Workplace } from './derivation.js';
import { unreadable, unsupported } from './key-file.error.js';
import type { PasswordSpelling } from './password.js';

type MacOf = (content: Uint8Array, password: PasswordSpelling, place: Workplace) => Promise<Uint8Array>;

/**
 * Reader of MacData (RFC 7292 §4.1): whether a spelling of the password gives the MAC of the content. Knows the older derivation with every digest
 * that the platform has, and PBMAC1 (RFC 9579).
 *
 * @throws KeyFileError
 */
export const macCheckOf = (macData: BerElement) => {
  const reader = inside(macData);
  const info = inside(reader.next(tags.sequence));
  const { oid, parameters } = readAlgorithm(info.next());
  const expected = readOctets(info.next());
  const salt = readSalt(reader.next());
  const given = reader.optional(tags.integer);
  const macOf =
    oid === '1.2.840.113549.1.5.14'
      ? pbmac1(parameters.next(tags.sequence))
      : pkcs12Mac(oid, salt, given === undefined ? 1 : readCount(given));
  return async (content: Uint8Array, password: PasswordSpelling, place: Workplace): Promise<boolean> =>
    equal(await macOf(content, password, place), expected);
};

const pkcs12Mac = (oid: string, salt: Uint8Array, rounds: number): MacOf => {
  const digest = digestName(oid);
  if (digest === undefined) throw unsupported(`is protected with ${nameOf(oid)}`);
  return async (content, { bmp }, place) => {
    const hash = digestOf(place, digest);
    const length = hash(new Uint8Array()).length;
    const derivation = { digest, password: bmp, salt, rounds, purpose: purpose.mac, length };
    return hmac(hash, blockSizeOf(digest), await derivePkcs12(derivation, place), content);
  };
};

const pbmac1 = (parameters: BerElement): MacOf => {
  const reader = inside(parameters);
  const { length, derive } = readStretching(reader.next());
  const { oid } = readAlgorithm(reader.next());
  const digest = hmacDigestName(oid);
  if (digest === undefined) throw unsupported(`is protected with ${nameOf(oid)}`);
  // RFC 9579 §4: the length of the key must be there; 20 bytes are the least.
  if (length === undefined || !(length >= 20 && length <= 512)) throw unreadable('PBMAC1 without a length of its key');
  return async (content, { octets }, place) => {
    const hash = digestOf(place, digest);
    return hmac(hash, blockSizeOf(digest), await derive(octets, length, place), content);
  };
};

/** RFC 2104 §2. */
const hmac = (
  hash: (data: Uint8Array) => Uint8Array,
  blockSize: number,
  key: Uint8Array,
  content: Uint8Array,
): Uint8Array => {
  const block = new Uint8Array(blockSize);
  block.set(key.length > blockSize ? hash(key) : key);
  const xor = (value: number) => block.map((byte) => byte ^ value);
  return hash(concat([xor(0x5c), hash(concat([xor(0x36), content]))]));
};
