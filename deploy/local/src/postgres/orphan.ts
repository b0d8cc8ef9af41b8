import { join } from 'node:path';
import { readIfPresent } from '../state/private-files.js';
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
  // And a process that was killed keeps its id until its parent takes note: PostgreSQL would take it for another postmaster.
  await waitUntil(() => groupMembers(pid).every(({ name }) => name !== 'postgres') && !isEnding(pid), 10_000);
};

/** Killed, and not yet taken note of: there is such a process, but it has no command line any more. */
const isEnding = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return commandLineOf(pid) === '';
  } catch {
    // There is none, or it is somebody else's.
    return false;
  }
};
