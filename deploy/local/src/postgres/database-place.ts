import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { homeKey, type Paths } from '../state/paths.js';
import { findPostgresBinaries } from './binaries.js';
import { endOrphanedPostmaster } from './orphan.js';
import { canReach, findDatabaseUser, type SystemUser } from './unprivileged-user.js';

/** Where the database of one state folder lives and as whom it runs. */
export interface DatabasePlace {
  /** `bin`, `lib` and `share` of PostgreSQL. */
  readonly binaries: string;
  /** The data folder itself, never a link. */
  readonly data: string;
  readonly user: SystemUser | undefined;
}

const library = '/var/lib';
const prefix = 'postern-';
/** Names the state folder that an outside folder belongs to. */
const marker = 'belongs-to';

/** The folder that holds the data when the database's user cannot reach the state folder. */
export const outsideFolder = (paths: Paths): string => join(library, `${prefix}${homeKey(paths.home)}`);

/**
 * Usually `.postern/db` and node_modules. As root the database runs as another user, who may not be able to reach
 * either (a clone under /root, a folder from mktemp): then data and binaries go to /var/lib, with a link at `.postern/db`.
 */
export const placeDatabase = async (paths: Paths): Promise<DatabasePlace> => {
  const { folder, version } = findPostgresBinaries();
  const user = findDatabaseUser(paths.db);
  if (user === undefined) return { binaries: folder, data: paths.db, user };
  await removeForsaken();
  return {
    binaries: canReach(user, folder) ? folder : copyBinaries(folder, version),
    data: placeData(paths, user),
    user,
  };
};

const placeData = (paths: Paths, user: SystemUser): string => {
  if (canReach(user, dirname(paths.home)) && !isLink(paths.db)) {
    // Nobody but the database's user may pass through, and it can list nothing: 0710.
    chownSync(paths.home, 0, user.gid);
    chmodSync(paths.home, 0o710);
    return paths.db;
  }
  const outside = outsideFolder(paths);
  const data = join(outside, 'db');
  // Without the link the state folder is a new one, and what lies outside belonged to its predecessor.
  if (!isLink(paths.db)) rmSync(outside, { recursive: true, force: true });
  mkdirSync(outside, { recursive: true, mode: 0o710 });
  chownSync(outside, 0, user.gid);
  chmodSync(outside, 0o710);
  writeFileSync(join(outside, marker), paths.home, { mode: 0o600 });
  if (!isLink(paths.db)) symlinkSync(data, paths.db);
  return data;
};

const copyBinaries = (folder: string, version: string): string => {
  const copy = join(library, `${prefix}postgresql-${version}`);
  if (existsSync(copy)) return copy;
  // Copied under another name first: a copy that was cut short must not be taken for a whole one.
  const draft = `${copy}.${process.pid}`;
  cpSync(folder, draft, { recursive: true, verbatimSymlinks: true });
  openToAll(draft);
  renameSync(draft, copy);
  return copy;
};

/** npm keeps the installing person's umask, which may have closed these files to others. */
const openToAll = (folder: string): void => {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) openToAll(path);
    else if (entry.isFile()) chmodSync(path, lstatSync(path).mode & 0o111 ? 0o755 : 0o644);
  }
};

/** Deletes data of state folders that were deleted by hand. */
const removeForsaken = async (): Promise<void> => {
  for (const name of readdirSync(library).filter((entry) => entry.startsWith(prefix))) {
    const folder = join(library, name);
    const owner = join(folder, marker);
    if (!existsSync(owner) || existsSync(readFileSync(owner, 'utf8'))) continue;
    await endOrphanedPostmaster(join(folder, 'db'));
    rmSync(folder, { recursive: true, force: true });
  }
};

const isLink = (path: string): boolean => lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
