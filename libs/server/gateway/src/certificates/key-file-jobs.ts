import { KeyFileError, type KeyFileReason, openEncryptedKey, readPkcs12 } from '@postern/key-files';
import { nodeCryptoKit } from './node-crypto-kit.js';

/** A file to open with a password: a .p12 (RFC 7292), or an `EncryptedPrivateKeyInfo` (RFC 5958 §3). */
export interface KeyFileJob {
  readonly kind: 'pkcs12' | 'key';
  readonly bytes: Uint8Array;
  readonly password: string;
}

/** As plain data that a thread hands over. */
export type KeyFileAnswer = OpenedKeyFile | { readonly reason: KeyFileReason; readonly message: string };

interface OpenedKeyFile {
  /** DER. */
  readonly certificates: readonly Uint8Array[];
  readonly keyCount: number;
  /** DER of its PrivateKeyInfo; undefined unless there is exactly one. */
  readonly key: Uint8Array | undefined;
}

/** Opens a file in the thread that it is called in. */
export const openKeyFile = async (job: KeyFileJob): Promise<KeyFileAnswer> => {
  try {
    return await open(job);
  } catch (error) {
    if (error instanceof KeyFileError) return { reason: error.reason, message: error.message };
    throw error;
  }
};

const open = async ({ kind, bytes, password }: KeyFileJob): Promise<OpenedKeyFile> => {
  if (kind === 'key') {
    return { certificates: [], keyCount: 1, key: await openEncryptedKey(bytes, password, nodeCryptoKit) };
  }
  const { certificates, keys } = await readPkcs12(bytes, password, nodeCryptoKit);
  const [first] = keys;
  // With several keys it is unclear which is meant, so none is opened.
  const key = first !== undefined && keys.length === 1 ? await first.open() : undefined;
  return { certificates: certificates.map(({ der }) => der), keyCount: keys.length, key };
};
