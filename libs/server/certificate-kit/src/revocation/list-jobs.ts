import { readFileSync } from 'node:fs';
import {
  guessIssuer,
  type ListContent,
  readListFile,
  sha256,
  type Signed,
  verifySignature,
  X509Error,
} from '@postern/x509';

/** What a file says, as plain data that a worker hands over. */
export interface ReadFile {
  /** SHA-256 of the file. */
  readonly digest: string;
  readonly lists: readonly ReadList[];
  /** DER of the certificates beside them. */
  readonly certificates: readonly Uint8Array[];
}

export interface ReadList {
  readonly content: ListContent;
  /** For each of the keys that were asked for, whether it signed the list. */
  readonly isSignedBy: readonly boolean[];
}

export interface UnreadableFile {
  /** In English, for administrators. */
  readonly cause: string;
  readonly issuerKey: string | undefined;
}

export type ListJob =
  | { readonly kind: 'read'; readonly path: string; readonly keys: readonly Uint8Array[] }
  | {
      readonly kind: 'verify';
      readonly path: string;
      readonly digest: string;
      readonly index: number;
      readonly key: Uint8Array;
    };

/** Reads a whole file, and verifies its signatures with keys that will be asked for. */
export const readFile = (path: string, keys: readonly Uint8Array[]): ReadFile | UnreadableFile => {
  const data = bytesOf(path);
  if (!(data instanceof Uint8Array)) return data;
  try {
    const { lists, certificates } = readListFile(data);
    return {
      digest: sha256(data),
      lists: lists.map(({ content, signed }) => ({ content, isSignedBy: keys.map((key) => verify(signed, key)) })),
      certificates: certificates.map(({ der }) => der),
    };
  } catch (error) {
    if (error instanceof X509Error) return { cause: error.message, issuerKey: guessIssuer(data) };
    throw error;
  }
};

/** Whether a key signed a list of a file; undefined when the file is not the same any more. */
export const verifyAgain = ({
  path,
  digest,
  index,
  key,
}: Extract<ListJob, { readonly kind: 'verify' }>): boolean | undefined => {
  const data = bytesOf(path);
  if (!(data instanceof Uint8Array) || sha256(data) !== digest) return undefined;
  const list = readListFile(data).lists[index];
  return list === undefined ? undefined : verify(list.signed, key);
};

const verify = (signed: Signed, key: Uint8Array): boolean => verifySignature(signed, key);

/** The bytes of a file, or why there are none. */
export const bytesOf = (path: string): Uint8Array | UnreadableFile => {
  try {
    return readFileSync(path);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'cannot be read';
    return { cause: code === 'ENOENT' ? 'the file is not there' : code, issuerKey: undefined };
  }
};
