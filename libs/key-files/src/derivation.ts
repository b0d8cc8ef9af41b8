import { blockSizeOf, hmacDigestName, nameOf } from './algorithms.js';
import { type BerElement, inside, readAlgorithm, readCount, readOctets, tags } from './ber.js';
import { concat, repeated } from './bytes.js';
import type { CryptoKit } from './crypto-kit.js';
import { unreadable, unsupported } from './key-file.error.js';
import type { WorkBudget } from './work-budget.js';

export interface Workplace {
  readonly kit: CryptoKit;
  readonly budget: WorkBudget;
}

/** Rounds between two yields to the event loop. */
const roundsAtOnce = 2000;
const longestSalt = 4096;

export const readSalt = (element: BerElement): Uint8Array => {
  const salt = readOctets(element);
  if (salt.length > longestSalt) throw unreadable(`a salt of ${salt.length} bytes`);
  return salt;
};

export const digestOf = ({ kit }: Workplace, name: string): ((data: Uint8Array) => Uint8Array) => {
  const digest = kit.digest(name);
  if (digest === undefined) throw unsupported(`uses ${name}`);
  return digest;
};

/** What the older derivation is for (RFC 7292 §B.3). */
export const purpose = { key: 1, iv: 2, mac: 3 } as const;

export interface Pkcs12Derivation {
  readonly digest: string;
  /** BMPString with its terminator, or empty. */
  readonly password: Uint8Array;
  readonly salt: Uint8Array;
  readonly rounds: number;
  readonly purpose: 1 | 2 | 3;
  /** Bytes. */
  readonly length: number;
}

/** The derivation of RFC 7292 §B.2; names as there. */
export const derivePkcs12 = async (derivation: Pkcs12Derivation, place: Workplace): Promise<Uint8Array> => {
  const { digest, password, salt, rounds, length } = derivation;
  const hash = digestOf(place, digest);
  const v = blockSizeOf(digest);
  const whole = (bytes: Uint8Array): Uint8Array => repeated(bytes, v * Math.ceil(bytes.length / v));
  const d = new Uint8Array(v).fill(derivation.purpose);
  const i = concat([whole(salt), whole(password)]);
  const parts: Uint8Array[] = [];
  for (let size = 0; size < length; size += parts.at(-1)!.length) {
    place.budget.spend(rounds);
    const a = await iterate(hash, concat([d, i]), rounds, place);
    parts.push(a);
    addToEach(i, repeated(a, v));
  }
  return concat(parts).subarray(0, length);
};

/** PBKDF1 (RFC 8018 §5.1), as much as its digest gives. */
export const derivePbkdf1 = async (
  digest: string,
  password: Uint8Array,
  salt: Uint8Array,
  rounds: number,
  place: Workplace,
): Promise<Uint8Array> => {
  place.budget.spend(rounds);
  return iterate(digestOf(place, digest), concat([password, salt]), rounds, place);
};

const iterate = async (
  hash: (data: Uint8Array) => Uint8Array,
  first: Uint8Array,
  rounds: number,
  { kit }: Workplace,
): Promise<Uint8Array> => {
  let a = hash(first);
  for (let round = 1; round < rounds; round += 1) {
    a = hash(a);
    if (round % roundsAtOnce === 0) await kit.pause();
  }
  return a;
};

/** Adds `b + 1` to each block of `i`, modulo 2 to the number of its bits. */
const addToEach = (i: Uint8Array, b: Uint8Array): void => {
  for (let block = 0; block < i.length; block += b.length) {
    let carry = 1;
    for (let at = b.length - 1; at >= 0; at -= 1) {
      carry += i[block + at]! + b[at]!;
      i[block + at] = carry & 0xff;
      carry >>= 8;
    }
  }
};

/** A derivation as a file describes it: PBKDF2 (RFC 8018 §A.2) or scrypt (RFC 7914 §7). */
export interface StretchingScheme {
  /** Bytes of the key, where the file says so. */
  readonly length: number | undefined;
  derive(password: Uint8Array, length: number, place: Workplace): Promise<Uint8Array>;
}

export const readStretching = (element: BerElement): StretchingScheme => {
  const { oid, parameters } = readAlgorithm(element);
  if (oid === '1.2.840.113549.1.5.12') return readPbkdf2(parameters.next(tags.sequence));
  if (oid === '1.3.6.1.4.1.11591.4.11') return readScrypt(parameters.next(tags.sequence));
  throw unsupported(`derives its key with ${nameOf(oid)}`);
};

const readPbkdf2 = (element: BerElement): StretchingScheme => {
  const reader = inside(element);
  const salt = readSalt(reader.next());
  const rounds = readCount(reader.next(tags.integer));
  const length = reader.optional(tags.integer);
  const prf = reader.optional(tags.sequence);
  const oid = prf === undefined ? '1.2.840.113549.2.7' : readAlgorithm(prf).oid;
  const digest = hmacDigestName(oid);
  if (digest === undefined) throw unsupported(`derives its key with ${nameOf(oid)}`);
  return {
    length: length && readCount(length),
    derive: (password, size, place) => {
      digestOf(place, digest);
      place.budget.spend(rounds);
      return place.kit.pbkdf2(digest, password, salt, rounds, size);
    },
  };
};

const readScrypt = (element: BerElement): StretchingScheme => {
  const reader = inside(element);
  const salt = readSalt(reader.next());
  const [cost, blockSize, parallelization] = [reader.next(), reader.next(), reader.next()].map(readCount) as [
    number,
    number,
    number,
  ];
  const length = reader.optional(tags.integer);
  return {
    length: length && readCount(length),
    derive: (password, size, { kit, budget }) => {
      budget.spendScrypt(cost, blockSize, parallelization);
      return kit.scrypt(password, salt, { cost, blockSize, parallelization }, size);
    },
  };
};
