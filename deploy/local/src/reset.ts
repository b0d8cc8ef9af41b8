import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline/promises';
import { LaunchError } from './state/launch-error.js';
import type { Paths } from './state/paths.js';
import { endOrphanedPostmaster } from './postgres/orphan.js';
import { outsideFolder } from './postgres/database-place.js';
import { takeLauncherLock } from './processes/launcher-lock.js';
import { ProcessTable } from './processes/process-table.js';
import { prepareStateFolder, removeState } from './state/state-folder.js';

/** Deletes all state, after asking unless `yes`. A running Postern keeps its state. Returns false when somebody said no. */
export const resetState = async (paths: Paths, yes: boolean, databaseUrl: string | undefined): Promise<boolean> => {
  if (!existsSync(paths.home)) return true;
  if (databaseUrl !== undefined) {
    throw new LaunchError(
      '--reset would delete the keys that the database in DATABASE_URL is encrypted with, and leave the database. Empty that database and delete the state folder yourself.',
    );
  }
  if (!yes && !(await ask(`Delete all state in ${paths.home}: accounts, keys, certificates, database? (yes/no) `)))
    return false;
  prepareStateFolder(paths);
  const unlock = takeLauncherLock(paths);
  try {
    await new ProcessTable(paths).endOrphans();
    await endOrphanedPostmaster(paths.db);
    removeState(paths, [outsideFolder(paths)]);
  } finally {
    unlock();
  }
  return true;
};

const ask = async (question: string): Promise<boolean> => {
  if (!process.stdin.isTTY)
    throw new LaunchError('--reset asks before it deletes, and there is nobody to ask here. Add --yes.');
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return /^y(es)?$/i.test((await terminal.question(question)).trim());
  } finally {
    terminal.close();
  }
};
