import { chmodSync, mkdirSync, readdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Folders with copies of Nginx's configuration that are being tested. */
export const copyPrefix = 'checked-';
const unfinished = '.tmp';

/** Readable by its owner alone, from its first byte on. */
export const writePrivate = (path: string, content: string): void =>
  writeFileSync(path, content, { mode: 0o600, flag: 'wx' });

/** Has exactly this mode afterwards, whatever the umask is, and if it was there before. */
export const makeFolder = (path: string, mode = 0o700): void => {
  mkdirSync(path, { recursive: true, mode });
  chmodSync(path, mode);
};

/** Points a link somewhere else in one step: whoever follows it meets the old target or the new one. */
export const pointLink = (link: string, target: string): void => {
  const draft = `${link}.${process.pid}${unfinished}`;
  rmSync(draft, { force: true });
  symlinkSync(target, draft);
  renameSync(draft, link);
};

/** Makes something, a socket say, that nobody else can do anything with until told: not even for a moment. */
export const withoutOthers = <T>(make: () => T): T => {
  const before = process.umask(0o177);
  try {
    return make();
  } finally {
    process.umask(before);
  }
};

/** Removes what an agent left behind that was killed in the middle of something. */
export const removeLeftovers = (folder: string): void => {
  for (const name of readdirSync(folder)) {
    if (name.startsWith(copyPrefix) || name.endsWith(unfinished)) {
      rmSync(join(folder, name), { recursive: true, force: true });
    }
  }
};
