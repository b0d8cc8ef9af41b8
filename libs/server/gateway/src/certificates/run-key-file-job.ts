import { Worker } from 'node:worker_threads';
import { type KeyFileAnswer, type KeyFileJob, openKeyFile } from './key-file-jobs.js';

/** Milliseconds; the costliest file that is within the limits takes about five seconds of CPU. */
const deadline = 30_000;
const workerFile = new URL('./key-file-worker.js', import.meta.url);
/** A thread can only run what is built; tests run the sources. */
const isBuilt = import.meta.url.endsWith('.js');

let last: Promise<unknown> = Promise.resolve();

/** Opens a file in a worker thread, one file at a time, so that other requests do not wait and only one core is used. */
export const runKeyFileJob = (job: KeyFileJob): Promise<KeyFileAnswer> => {
  const next = last.then(() => (isBuilt ? inThread(job) : openKeyFile(job)));
  last = next.catch(() => undefined);
  return next;
};

/** @param file compiled; for tests that run the sources */
export const inThread = (job: KeyFileJob, file = workerFile, most = deadline): Promise<KeyFileAnswer> =>
  new Promise<KeyFileAnswer>((resolve, reject) => {
    const worker = new Worker(file, { workerData: job, execArgv: [] });
    const timer = setTimeout(() => {
      resolve({ reason: 'too_costly', message: `not open after ${most / 1000} seconds` });
      void worker.terminate();
    }, most);
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', () => {
      clearTimeout(timer);
      reject(new Error('the thread ended without an answer'));
    });
  });
