import { Worker } from 'node:worker_threads';
import type { ListJob, ReadFile, UnreadableFile } from './list-jobs.js';

/** Tests run the sources, but a thread can only run what is built. */
const workerFile = new URL(
  import.meta.url.endsWith('.ts') ? '../../dist/revocation/list-worker.js' : './list-worker.js',
  import.meta.url,
);

let last: Promise<unknown> = Promise.resolve();

/** Runs jobs in a thread one after the other, so that only one large file is in memory at a time. */
const run = (job: ListJob): Promise<unknown> => {
  const next = last.then(
    () =>
      new Promise<unknown>((resolve, reject) => {
        const worker = new Worker(workerFile, { workerData: job, execArgv: [] });
        worker.once('message', resolve);
        worker.once('error', reject);
        worker.once('exit', () => reject(new Error('the thread ended without an answer')));
      }),
  );
  last = next.catch(() => undefined);
  return next;
};

/** Reads a large file off the event loop. */
export const readInThread = async (path: string, keys: readonly Uint8Array[]): Promise<ReadFile | UnreadableFile> =>
  (await run({ kind: 'read', path, keys })) as ReadFile | UnreadableFile;

/** Verifies the signature of a list of a large file off the event loop; undefined when the file is not the same any more. */
export const verifyInThread = async (
  job: Omit<Extract<ListJob, { readonly kind: 'verify' }>, 'kind'>,
): Promise<boolean | undefined> => (await run({ kind: 'verify', ...job })) as boolean | undefined;
