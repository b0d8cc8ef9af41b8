import { execFileSync } from 'node:child_process';
import { existsSync, realpathSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { LaunchError } from '../state/launch-error.js';

export interface SystemUser {
  readonly uid: number;
  readonly gid: number;
}

/**
 * PostgreSQL refuses to run as root, so root needs somebody else to run it as: whoever owns the data already, else
 * `postern` or `postgres`, else a new system user `postern`. Undefined for everybody but root.
 */
export const findDatabaseUser = (dataFolder: string): SystemUser | undefined => {
  if (process.getuid?.() !== 0) return undefined;
  if (existsSync(dataFolder)) {
    const { uid, gid } = statSync(dataFolder);
    if (uid !== 0) return { uid, gid };
  }
  return lookUp('postern') ?? lookUp('postgres') ?? create();
};

const lookUp = (name: string): SystemUser | undefined => {
  try {
    const ask = (option: string) => Number(execFileSync('id', [option, name], { stdio: ['ignore', 'pipe', 'ignore'] }));
    return { uid: ask('-u'), gid: ask('-g') };
  } catch {
    return undefined;
  }
};

const create = (): SystemUser => {
  try {
    execFileSync(
      'useradd',
      ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', 'postern'],
      {
        stdio: 'ignore',
      },
    );
  } catch {
    // Another Postern that starts at the same time may have been first.
    const made = lookUp('postern');
    if (made !== undefined) return made;
    throw new LaunchError(
      'PostgreSQL does not run as root, and no user "postern" could be made for it. Make one, start as another user, or set DATABASE_URL.',
    );
  }
  return lookUp('postern')!;
};

/** `nobody`, as whom Nginx's workers run; undefined where there is none. */
export const findNobody = (): SystemUser | undefined => lookUp('nobody');

/** Whether `user` can reach `folder`, which may be below a link: every folder above it lets the group or everybody through. */
export const canReach = (user: SystemUser, folder: string): boolean => {
  for (let current = folder; ; current = dirname(current)) {
    if (existsSync(current)) {
      const real = realpathSync(current);
      if (real !== current) return canReach(user, real);
      const { uid, gid, mode } = statSync(current);
      const bit = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001;
      if ((mode & bit) === 0) return false;
    }
    if (dirname(current) === current) return true;
  }
};
