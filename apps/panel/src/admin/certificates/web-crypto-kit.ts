import { md5, ripemd160, sha1 } from '@noble/hashes/legacy.js';
import { pbkdf2Async } from '@noble/hashes/pbkdf2.js';
import { scryptAsync } from '@noble/hashes/scrypt.js';
import { sha224, sha256, sha384, sha512, sha512_224, sha512_256 } from '@noble/hashes/sha2.js';
import { sha3_224, sha3_256, sha3_384, sha3_512 } from '@noble/hashes/sha3.js';
import type { CryptoKit } from '@postern/key-files';
import { toBytes, toCharacters } from './characters';

const hashes = new Map(
  Object.entries({
    md5,
    ripemd160,
    sha1,
    sha224,
    sha256,
    sha384,
    sha512,
    'sha512-224': sha512_224,
    'sha512-256': sha512_256,
    'sha3-224': sha3_224,
    'sha3-256': sha3_256,
    'sha3-384': sha3_384,
    'sha3-512': sha3_512,
  }),
);
const known = (name: string) => {
  const hash = hashes.get(name);
  if (!hash) throw new Error(`no digest ${name}`);
  return hash;
};
/** Web Crypto derives keys much faster for these algorithms. */
const native: Readonly<Record<string, string>> = {
  sha1: 'SHA-1',
  sha256: 'SHA-256',
  sha384: 'SHA-384',
  sha512: 'SHA-512',
};
/** Web Crypto does not accept shared buffers. */
const own = (bytes: Uint8Array): Uint8Array<ArrayBuffer> => Uint8Array.from(bytes);

const decryptAes: CryptoKit['decrypt'] = async (_, key, iv, data) => {
  const imported = await crypto.subtle.importKey('raw', own(key), 'AES-CBC', false, ['decrypt']);
  try {
    return new Uint8Array(await crypto.subtle.decrypt({ name: 'AES-CBC', iv: own(iv) }, imported, own(data)));
  } catch {
    return undefined;
  }
};

/** Only in old files; the library is loaded when the first such file is opened. */
const decryptTripleDes: CryptoKit['decrypt'] = async (_, key, iv, data) => {
  const { default: forge } = await import('node-forge');
  const decipher = forge.cipher.createDecipher('3DES-CBC', forge.util.createBuffer(toCharacters(key)));
  decipher.start({ iv: toCharacters(iv) });
  decipher.update(forge.util.createBuffer(toCharacters(data)));
  return decipher.finish() ? toBytes(decipher.output.getBytes()) : undefined;
};

/** Browser support for .p12 files: AES, triple DES and every common digest. */
export const webCryptoKit: CryptoKit = {
  digest: (name) => hashes.get(name),
  pbkdf2: async (digest, password, salt, rounds, length) => {
    const hash = native[digest];
    if (hash === undefined) return pbkdf2Async(known(digest), password, salt, { c: rounds, dkLen: length });
    const key = await crypto.subtle.importKey('raw', own(password), 'PBKDF2', false, ['deriveBits']);
    const derivation = { name: 'PBKDF2', hash, salt: own(salt), iterations: rounds };
    return new Uint8Array(await crypto.subtle.deriveBits(derivation, key, 8 * length));
  },
  scrypt: (password, salt, { cost, blockSize, parallelization }, length) =>
    scryptAsync(password, salt, { N: cost, r: blockSize, p: parallelization, dkLen: length }),
  hasCipher: (name) => /^aes-(?:128|192|256)-cbc$/.test(name) || name === 'des-ede3-cbc',
  decrypt: (cipher, ...given) =>
    cipher === 'des-ede3-cbc' ? decryptTripleDes(cipher, ...given) : decryptAes(cipher, ...given),
  pause: () => new Promise((resolve) => setTimeout(resolve, 0)),
};
