import { unwatchFile, watchFile } from 'node:fs';
import type { Paths } from '../state/paths.js';
import { updateClientCa } from './client-ca.js';

const pollInterval = 250;
const settleTime = 100;

/** Calls `reload` after the server has written other trust anchors. Returns how to stop watching. */
export const watchTrustAnchors = (
  paths: Paths,
  reload: () => Promise<void>,
  report: (error: unknown) => void,
): (() => void) => {
  let timer: NodeJS.Timeout | undefined;
  let work = Promise.resolve();
  const update = async () => {
    if (await updateClientCa(paths)) await reload();
  };
  // Polled, because file system events miss some renames, and a check is cheap.
  const listener = () => {
    clearTimeout(timer);
    timer = setTimeout(() => (work = work.then(update).catch(report)), settleTime);
  };
  watchFile(paths.trustAnchors, { interval: pollInterval, persistent: false }, listener);
  // What was written between the last look and now.
  listener();
  return () => {
    clearTimeout(timer);
    unwatchFile(paths.trustAnchors, listener);
  };
};
