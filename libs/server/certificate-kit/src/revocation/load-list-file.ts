import { stat } from 'node:fs/promises';
import {
  type Certificate,
  guessIssuer,
  listInMemory,
  parseCertificate,
  readListFile,
  RevocationList,
  sha256,
  X509Error,
} from '@postern/x509';
import { bytesOf, type ReadFile, type ReadList, type UnreadableFile } from './list-jobs.js';
import { readInThread, verifyInThread } from './run-list-job.js';

/** What a file says. */
export interface LoadedFile {
  readonly lists: readonly RevocationList[];
  /** Certificates beside the lists, of those who sign them. */
  readonly signers: readonly Certificate[];
}

/** Bytes; a file up to this size is read within milliseconds, and needs no thread. */
const smallFile = 128 * 1024;

export interface FileVersion {
  /** Changes with the file. */
  readonly version: string;
  readonly isLarge: boolean;
}

export const versionOf = async (path: string): Promise<FileVersion> => {
  try {
    const { mtimeNs, size, ino } = await stat(path, { bigint: true });
    return { version: [mtimeNs, size, ino].join(), isLarge: size > smallFile };
  } catch {
    return { version: 'absent', isLarge: false };
  }
};

/** Reads a small file on the spot. */
export const loadSmallFile = (path: string): LoadedFile | UnreadableFile => {
  const data = bytesOf(path);
  if (!(data instanceof Uint8Array)) return data;
  try {
    const { lists, certificates } = readListFile(data);
    return { lists: lists.map((list) => listInMemory(list, path)), signers: certificates };
  } catch (error) {
    if (error instanceof X509Error) return { cause: error.message, issuerKey: guessIssuer(data) };
    throw error;
  }
};

/**
 * Reads a large file in a thread. Of the list only what it says is kept: a key that nobody expected has the file read once more.
 *
 * @param keys that signed what the file held before
 */
export const loadLargeFile = async (
  path: string,
  keys: readonly Uint8Array[],
): Promise<LoadedFile | UnreadableFile> => {
  const found = await readInThread(path, keys);
  if (!('lists' in found)) return found;
  return {
    lists: found.lists.map((list, index) => listOf(list, { path, index, digest: found.digest, keys })),
    signers: found.certificates.map((der) => parseCertificate(der)),
  };
};

interface Place extends Pick<ReadFile, 'digest'> {
  readonly path: string;
  readonly index: number;
  readonly keys: readonly Uint8Array[];
}

const listOf = ({ content, isSignedBy }: ReadList, { path, index, digest, keys }: Place): RevocationList => {
  const answers = new Map(keys.map((key, at) => [sha256(key), isSignedBy[at]]));
  return new RevocationList(content, path, (key) => {
    const known = answers.get(sha256(key));
    return known ?? verified({ path, digest, index, key });
  });
};

/** @throws X509Error `revocation_unknown` when the file was replaced meanwhile; the new one is read within a second */
const verified = async (job: Parameters<typeof verifyInThread>[0]): Promise<boolean> => {
  const answer = await verifyInThread(job);
  if (answer === undefined) throw new X509Error('revocation_unknown', `${job.path}: the file is being replaced`);
  return answer;
};
