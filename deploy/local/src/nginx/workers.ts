import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { canReach, findNobody, type SystemUser } from '../postgres/unprivileged-user.js';
import type { Paths } from '../state/paths.js';

/** As whom Nginx's workers run when root started Postern. */
export interface Workers extends SystemUser {
  /** Name of the group. */
  readonly group: string;
}

/**
 * `nobody`, if it can reach the built pages and the state folder; undefined where the workers have to run as whoever started Postern,
 * because a folder above lets only its owner in (/root, mktemp -d).
 */
export const findWorkers = ({ repository, home, sockets, run }: Paths): Workers | undefined => {
  const nobody = process.getuid?.() === 0 ? findNobody() : undefined;
  if (nobody === undefined) return undefined;
  const pages = ['apps/login-widget/dist', 'apps/panel/dist'].map((folder) => join(repository, folder));
  const above = [dirname(home), ...(sockets === run ? [] : [dirname(sockets)])];
  const isOpen =
    above.every((folder) => canReach(nobody, folder)) &&
    pages.every((folder) => canReach(nobody, join(folder, 'assets')) && canRead(nobody, join(folder, 'index.html')));
  return isOpen ? { ...nobody, group: groupOf('nobody') } : undefined;
};

const groupOf = (user: string): string => execFileSync('id', ['-gn', user], { encoding: 'utf8' }).trim();

const canRead = (user: SystemUser, file: string): boolean => {
  if (!existsSync(file)) return true;
  const { uid, gid, mode } = statSync(file);
  return (mode & (uid === user.uid ? 0o400 : gid === user.gid ? 0o040 : 0o004)) !== 0;
};

/** Lets the workers through to the sockets. What is made in their folder belongs to the workers' group (the bit 02000). */
export const openSockets = ({ home, run, sockets }: Paths, { gid }: Workers): void => {
  // Everybody may pass through and list nothing: what is in it says itself whom it lets in.
  chmodSync(home, 0o711);
  for (const folder of new Set([run, sockets])) {
    chownSync(folder, 0, gid);
    chmodSync(folder, 0o2710);
  }
};

/** Lets the workers read the pages, and nothing else of Nginx's configuration. */
export const openPages = ({ nginx }: Paths, workers: Workers): void => {
  open(nginx, workers);
  for (const folder of ['temp', 'web']) open(join(nginx, folder), workers);
  openAll(join(nginx, 'pages'), workers);
};

const open = (folder: string, { gid }: Workers): void => {
  chownSync(folder, 0, gid);
  chmodSync(folder, 0o710);
};

const openAll = (folder: string, workers: Workers): void => {
  open(folder, workers);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) openAll(path, workers);
    else {
      chownSync(path, 0, workers.gid);
      chmodSync(path, 0o640);
    }
  }
};
