import { createDecipheriv, getCiphers, getHashes, hash, pbkdf2, scrypt } from 'node:crypto';
import { setImmediate as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { CryptoKit } from '@postern/key-files';

const ciphers: ReadonlySet<string> = new Set(getCiphers());
const hashes: ReadonlySet<string> = new Set(getHashes());
/** Bytes that scrypt may take: 32 times what OpenSSL asks for. */
const scryptMemory = 1024 * 1024 * 1024;

/**
 * `CryptoKit` by Node's OpenSSL. Keys are derived in its thread pool, and shorter work in pieces, so that the event loop is not blocked.
 */
export const nodeCryptoKit: CryptoKit = {
  digest: (name) => (hashes.has(name) ? (data) => hash(name, data, 'buffer') : undefined),
  pbkdf2: (digest, password, salt, rounds, length) => promisify(pbkdf2)(password, salt, rounds, length, digest),
  scrypt: (password, salt, { cost, blockSize, parallelization }, length) =>
    new Promise((resolve, reject) => {
      const options = { N: cost, r: blockSize, p: parallelization, maxmem: scryptMemory };
      scrypt(password, salt, length, options, (error, key) => (error ? reject(error) : resolve(key)));
    }),
  hasCipher: (name) => ciphers.has(name),
  decrypt: (cipher, key, iv, data) => {
    const decipher = createDecipheriv(cipher, key, iv);
    const begun = decipher.update(data);
    try {
      return Promise.resolve(Buffer.concat([begun, decipher.final()]));
    } catch {
      return Promise.resolve(undefined);
    }
  },
  pause,
};
