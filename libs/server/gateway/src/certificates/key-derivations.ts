import { createHash, pbkdf2 } from 'node:crypto';
import { setImmediate as breathe } from 'node:timers/promises';
import { promisify } from 'node:util';
import forge from 'node-forge';

/** Rounds of one derivation, as many as the most cautious programs write; of all that a file asks for; and how many there may be. */
export const mostRounds = 600_000;
const mostRoundsOfAFile = 4 * mostRounds;
const mostDerivations = 12;
/** After so many rounds others have their turn. */
const roundsAtOnce = 2000;

/** A file wants more work than any that is meant to be opened. */
export class TooCostlyError extends Error {}

/** How a key is made of a password: PBKDF2 (RFC 8018 §5.2), or the older way of PKCS #12 (RFC 7292 §B.2). */
interface Derivation {
  readonly way: 'pbkdf2' | 'pkcs12';
  readonly password: string | null;
  /** Bytes as forge has them, one to a character. */
  readonly salt: string;
  readonly rounds: number;
  /** Bytes. */
  readonly length: number;
  readonly digest: string;
  /** Of PKCS #12: 1 for keys, 2 for initialization vectors, 3 for MACs. */
  readonly id: number;
}

/** Thrown through forge, which works in one go, when it comes to a key that has not been derived yet. */
class Missing extends Error {
  constructor(readonly derivation: Derivation) {
    super('to be derived');
  }
}

interface Digest {
  readonly algorithm: string;
}
interface Derivers {
  pbkdf2(password: string | null, salt: string, rounds: number, length: number, digest?: Digest): string;
  pkcs12(
    password: string | null,
    salt: forge.util.ByteStringBuffer,
    id: number,
    rounds: number,
    length: number,
    digest?: Digest,
  ): forge.util.ByteStringBuffer;
}

const holders = forge as unknown as {
  readonly pkcs5: { pbkdf2: unknown };
  readonly pkcs12: { generateKey: unknown };
  readonly pki: { readonly pbe: { generatePkcs12Key: unknown } };
};

/**
 * Runs something that derives keys by forge, without holding up the process: each key is derived aside, and `work` is run again
 * until it has them all. Forge's own derivations would take minutes for what takes others a second, and take the bytes of a password
 * for Latin-1 where RFC 8018 §5 leaves UTF-8 customary.
 *
 * @param work without side effects
 * @param mostInAll rounds of all the keys that it derives
 * @throws TooCostlyError; whatever `work` throws
 */
export const withDerivedKeys = async <T>(work: () => T, mostInAll = mostRoundsOfAFile): Promise<T> => {
  const derived = new Map<string, string>();
  let rounds = 0;
  for (;;) {
    try {
      return runWith(derived, work);
    } catch (error) {
      if (!(error instanceof Missing)) throw error;
      const { derivation } = error;
      rounds += derivation.rounds;
      if (!(derivation.rounds >= 1 && derivation.rounds <= mostRounds) || rounds > mostInAll)
        throw new TooCostlyError(`${derivation.rounds} rounds`);
      if (derived.size >= mostDerivations) throw new TooCostlyError(`more than ${mostDerivations} derivations`);
      derived.set(JSON.stringify(derivation), await derive(derivation));
    }
  }
};

const runWith = <T>(derived: ReadonlyMap<string, string>, work: () => T): T => {
  const { pkcs5, pkcs12, pki } = holders;
  const before = [pkcs5.pbkdf2, pkcs12.generateKey, pki.pbe.generatePkcs12Key];
  const find = (derivation: Derivation): string => {
    const key = derived.get(JSON.stringify(derivation));
    if (key === undefined) throw new Missing(derivation);
    return key;
  };
  const derivers: Derivers = {
    pbkdf2: (password, salt, rounds, length, digest) =>
      find({ way: 'pbkdf2', password, salt, rounds, length, digest: digest?.algorithm ?? 'sha1', id: 0 }),
    pkcs12: (password, salt, id, rounds, length, digest) =>
      forge.util.createBuffer(
        find({ way: 'pkcs12', password, salt: salt.bytes(), rounds, length, digest: digest?.algorithm ?? 'sha1', id }),
      ),
  };
  pkcs5.pbkdf2 = derivers.pbkdf2;
  pkcs12.generateKey = pki.pbe.generatePkcs12Key = derivers.pkcs12;
  try {
    return work();
  } finally {
    [pkcs5.pbkdf2, pkcs12.generateKey, pki.pbe.generatePkcs12Key] = before;
  }
};

const derive = async (derivation: Derivation): Promise<string> => {
  const { way, password, salt, rounds, length, digest } = derivation;
  const key =
    way === 'pbkdf2'
      ? await promisify(pbkdf2)(password ?? '', Buffer.from(salt, 'latin1'), rounds, length, digest)
      : await pkcs12Key(derivation);
  return key.toString('latin1');
};

/** RFC 7292 §B.2; names as there. */
const pkcs12Key = async ({ password, salt, rounds, length, digest, id }: Derivation): Promise<Buffer> => {
  const v = /^sha(384|512)$/.test(digest) ? 128 : 64;
  const whole = (bytes: Buffer): Buffer => Buffer.alloc(v * Math.ceil(bytes.length / v), bytes.length > 0 ? bytes : 0);
  const text = password === null ? Buffer.alloc(0) : Buffer.from(`${password}\0`, 'utf16le').swap16();
  const d = Buffer.alloc(v, id);
  const i = Buffer.concat([whole(Buffer.from(salt, 'latin1')), whole(text)]);
  const parts: Buffer[] = [];
  for (let size = 0; size < length; size += parts.at(-1)!.length) {
    let a = createHash(digest).update(d).update(i).digest();
    for (let round = 1; round < rounds; round += 1) {
      a = createHash(digest).update(a).digest();
      if (round % roundsAtOnce === 0) await breathe();
    }
    parts.push(a);
    addToEach(i, Buffer.alloc(v, a));
  }
  return Buffer.concat(parts).subarray(0, length);
};

/** Adds `b + 1` to each block of `i`, modulo 2 to the number of its bits. */
const addToEach = (i: Buffer, b: Buffer): void => {
  for (let block = 0; block < i.length; block += b.length) {
    let carry = 1;
    for (let at = b.length - 1; at >= 0; at -= 1) {
      carry += i[block + at]! + b[at]!;
      i[block + at] = carry & 0xff;
      carry >>= 8;
    }
  }
};
