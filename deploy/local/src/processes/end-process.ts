import { setTimeout as sleep } from 'node:timers/promises';
import { groupMembers, isAlive } from './process-identity.js';

/** Sends a signal; a process that is gone already is fine. */
const signalProcess = (pid: number, signal: NodeJS.Signals): void => {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
};

/** Waits until `gone` holds; tells whether it did within `milliseconds`. */
export const waitUntil = async (gone: () => boolean, milliseconds: number): Promise<boolean> => {
  const deadline = performance.now() + milliseconds;
  while (!gone()) {
    if (performance.now() > deadline) return false;
    await sleep(25);
  }
  return true;
};

/** Asks a process to end, and ends it after `milliseconds`. */
export const endProcess = async (pid: number, signal: NodeJS.Signals, milliseconds: number): Promise<void> => {
  signalProcess(pid, signal);
  if (await waitUntil(() => !isAlive(pid), milliseconds)) return;
  signalProcess(pid, 'SIGKILL');
  await waitUntil(() => !isAlive(pid), 5_000);
};

/** Ends what is left of a process group whose leader is gone. `name` guards against a group id used anew by others. */
export const endGroup = async (group: number, name: string): Promise<void> => {
  for (const { pid, name: found } of groupMembers(group)) if (found === name) signalProcess(pid, 'SIGKILL');
  await waitUntil(() => !groupMembers(group).some((row) => row.name === name), 5_000);
};
