export interface ScryptCost {
  readonly cost: number;
  readonly blockSize: number;
  readonly parallelization: number;
}

/**
 * What the reader needs of the platform: `node:crypto` on the server, Web Crypto in a browser. Names are those of OpenSSL in small letters
 * (`sha256`, `sha3-256`; `aes-256-cbc`, `des-ede3-cbc`).
 */
export interface CryptoKit {
  /** Undefined where there is no such digest. */
  digest(name: string): ((data: Uint8Array) => Uint8Array) | undefined;
  pbkdf2(digest: string, password: Uint8Array, salt: Uint8Array, rounds: number, length: number): Promise<Uint8Array>;
  scrypt(password: Uint8Array, salt: Uint8Array, cost: ScryptCost, length: number): Promise<Uint8Array>;
  hasCipher(name: string): boolean;
  /** Without its padding; undefined when the padding is not there. */
  decrypt(cipher: string, key: Uint8Array, iv: Uint8Array, data: Uint8Array): Promise<Uint8Array | undefined>;
  /** Yields to the event loop; called about every few milliseconds of work. */
  pause(): Promise<void>;
}
