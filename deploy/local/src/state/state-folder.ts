import { accessSync, constants, existsSync, lstatSync, rmSync, statfsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { LaunchError } from './launch-error.js';
import type { Paths } from './paths.js';
import { closeToOthers, makePrivateFolder } from './private-files.js';

const megabyte = 1024 * 1024;
/** What a first start writes (mostly PostgreSQL's own files), and what a later one should find. */
const spaceNeeded = { first: 150 * megabyte, later: 20 * megabyte };

const own = ({ home, pki, nginx, logs, run, sockets }: Paths): ReadonlySet<string> =>
  new Set([home, pki, nginx, logs, run, sockets]);

/** Makes the state folder and its subfolders, or says in one sentence why it cannot. Changes nothing for a Postern that runs there. */
export const prepareStateFolder = (paths: Paths): void => {
  if (isOtherThanFolder(paths.home)) {
    throw new LaunchError(`${paths.home} should be the state folder but is a file. Move it away, or set POSTERN_HOME.`);
  }
  assertReadable(paths.home);
  orSay(paths.home, () => {
    for (const folder of own(paths)) makePrivateFolder(folder);
  });
  assertOwnSocketFolder(paths);
  assertSpace(paths);
};

/** For the one launcher of the folder: nobody else enters it until the start lets them. */
export const closeStateFolder = (paths: Paths): void =>
  orSay(paths.home, () => {
    for (const folder of own(paths)) closeToOthers(folder);
  });

const isOtherThanFolder = (path: string): boolean => existsSync(path) && !statSync(path).isDirectory();

/** Node calls a parent that is read-only "not found" when it makes several folders at once. */
const orSay = (home: string, work: () => void): void => {
  try {
    work();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ENOENT' && code !== 'EACCES' && code !== 'EROFS' && code !== 'EPERM') throw error;
    throw new LaunchError(
      `The state folder ${home} cannot be made or changed by this user. Set POSTERN_HOME to a folder that can be written.`,
    );
  }
};

const assertReadable = (home: string): void => {
  if (!existsSync(home)) return;
  try {
    accessSync(home, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch {
    throw new LaunchError(
      `The state folder ${home} cannot be read and written by this user. Give it back with chown, or set POSTERN_HOME.`,
    );
  }
};

/** The folder in /tmp has a guessable name: whoever made it must be us, and it must be a folder, not a link. */
const assertOwnSocketFolder = ({ sockets, run }: Paths): void => {
  if (sockets === run) return;
  const found = lstatSync(sockets);
  if (!found.isDirectory() || (process.getuid !== undefined && found.uid !== process.getuid())) {
    throw new LaunchError(
      `${sockets}, where the sockets should lie, belongs to somebody else. Set POSTERN_HOME to a shorter path.`,
    );
  }
};

const assertSpace = ({ home, db }: Paths): void => {
  const { bavail, bsize } = statfsSync(home);
  const free = Math.floor((bavail * bsize) / megabyte);
  const needed = (existsSync(db) ? spaceNeeded.later : spaceNeeded.first) / megabyte;
  if (free < needed) {
    throw new LaunchError(
      `The disk that holds ${home} is full: ${free} MB are free, ${needed} MB are needed. Free some space, or set POSTERN_HOME to another disk.`,
    );
  }
};

/** Deletes everything a start has written. `databaseFolders` are those outside the state folder. */
export const removeState = (paths: Paths, databaseFolders: readonly string[]): void => {
  for (const folder of databaseFolders) rmSync(folder, { recursive: true, force: true });
  rmSync(paths.home, { recursive: true, force: true });
  if (dirname(paths.sockets) !== paths.home) rmSync(paths.sockets, { recursive: true, force: true });
};
