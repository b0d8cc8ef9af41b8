import { join } from 'node:path';
import { readIfPresent } from '../private-files.js';
import { endProcess, waitUntil } from '../processes/end-process.js';
import { commandLineOf, groupMembers, isAlive } from '../processes/process-identity.js';

/**
 * A postmaster outlives a launcher that was killed. It says in `postmaster.pid` who it is; if that process is one and
 * runs on this data, it is asked to stop at once (SIGINT, "fast shutdown"). Its own children follow it.
 */
export const endOrphanedPostmaster = async (data: string): Promise<void> => {
  const pid = Number((readIfPresent(join(data, 'postmaster.pid')) ?? '').split('\n')[0]);
  if (!Number.isInteger(pid) || pid <= 1) return;
  const commandLine = commandLineOf(pid);
  if (isAlive(pid) && commandLine.includes('postgres') && commandLine.includes(data)) {
    await endProcess(pid, 'SIGINT', 15_000);
  }
  // After a postmaster was killed its children need a moment to notice, and hold the shared memory until then.
  await waitUntil(() => groupMembers(pid).every(({ name }) => name !== 'postgres'), 10_000);
};
