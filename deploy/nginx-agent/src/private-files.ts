import { mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';

/** Readable by its owner alone, from its first byte on. */
export const writePrivate = (path: string, content: string): void =>
  writeFileSync(path, content, { mode: 0o600, flag: 'wx' });

export const makeFolder = (path: string, mode = 0o700): void => void mkdirSync(path, { recursive: true, mode });

/** Points a link somewhere else in one step: whoever follows it meets the old target or the new one. */
export const pointLink = (link: string, target: string): void => {
  const draft = `${link}.${process.pid}.tmp`;
  rmSync(draft, { force: true });
  symlinkSync(target, draft);
  renameSync(draft, link);
};
