import { Worker } from 'node:worker_threads';
import { type ListIssuer, readList, type ReadList, type UnusableList } from './read-list.js';

/** Bytes; a list up to this size is read within milliseconds, and needs no thread. */
const smallList = 128 * 1024;

/** Tests run the sources, but a thread can only run what is built. */
const workerFile = new URL(
  import.meta.url.endsWith('.ts') ? '../../dist/lists/list-worker.js' : './list-worker.js',
  import.meta.url,
);

let last: Promise<unknown> = Promise.resolve();

/** As `readList`, but in a thread if the list is large; one large list at a time. Transfers the bytes, so the caller loses them. */
export const readListInThread = async (
  data: Uint8Array<ArrayBuffer>,
  issuer: ListIssuer,
): Promise<ReadList | UnusableList> => {
  if (data.length <= smallList) return readList(data, issuer);
  const next = last.then(() => run(data, issuer));
  last = next.catch(() => undefined);
  return next;
};

const run = (data: Uint8Array<ArrayBuffer>, issuer: ListIssuer): Promise<ReadList | UnusableList> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(workerFile, {
      workerData: { data, issuer },
      transferList: [data.buffer],
      execArgv: [],
      // A list of 100 MB and its packed form; a thread that needs more ends alone.
      resourceLimits: { maxOldGenerationSizeMb: 512 },
    });
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', () => reject(new Error('the thread ended without an answer')));
  });
