import { chmodSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';

/** Writes a file that only its owner can read, in one step: a reader sees the old content or the new. */
export const writePrivate = (path: string, content: string | Uint8Array): void => {
  const draft = `${path}.${process.pid}.tmp`;
  writeFileSync(draft, content, { mode: 0o600 });
  renameSync(draft, path);
};

/** Makes a folder that only its owner can enter, unless it is there already. */
export const makePrivateFolder = (path: string): void => void mkdirSync(path, { recursive: true, mode: 0o700 });

export const closeToOthers = (folder: string): void => chmodSync(folder, 0o700);

export const readIfPresent = (path: string): string | undefined => {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
};
