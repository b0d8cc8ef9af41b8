import { readFileSync } from 'node:fs';

/** Signals the process whose id a file holds: Nginx's master. */
export const signalByPidFile = (file: string, signal: NodeJS.Signals): void => {
  const pid = Number(readFileSync(file, 'utf8').trim());
  if (!Number.isInteger(pid) || pid < 2) throw new Error(`${file} holds no process id`);
  process.kill(pid, signal);
};
