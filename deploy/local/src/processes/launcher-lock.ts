import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { LaunchError } from '../state/launch-error.js';
import type { Paths } from '../state/paths.js';
import { readIfPresent } from '../state/private-files.js';
import { findProcess } from './process-identity.js';

/** Makes sure that one state folder has one launcher. Returns how to let go. */
export const takeLauncherLock = (paths: Paths): (() => void) => {
  const file = join(paths.run, 'launcher.lock');
  const own = `${process.pid} ${findProcess(process.pid)?.startedAt ?? ''}`;
  if (!tryToCreate(file, own)) {
    const holder = livingHolder(file);
    if (holder !== undefined) {
      throw new LaunchError(
        `Postern already runs on ${paths.home} (process ${holder}). Stop that one, or set POSTERN_HOME and other ports for a second one.`,
      );
    }
    rmSync(file, { force: true });
    if (!tryToCreate(file, own)) throw new LaunchError(`Another Postern is starting on ${paths.home} right now.`);
  }
  return () => rmSync(file, { force: true });
};

const tryToCreate = (file: string, content: string): boolean => {
  try {
    const descriptor = openSync(file, 'wx', 0o600);
    writeSync(descriptor, content);
    closeSync(descriptor);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
};

const livingHolder = (file: string): number | undefined => {
  const [pid = '', ...startedAt] = (readIfPresent(file) ?? '').split(' ');
  const row = /^\d+$/.test(pid) ? findProcess(Number(pid)) : undefined;
  return row !== undefined && row.startedAt === startedAt.join(' ') ? row.pid : undefined;
};
