import { parentPort, workerData } from 'node:worker_threads';
import { type ListJob, readFile, type ReadFile, verifyAgain } from './list-jobs.js';

/** One job in a thread of its own, which ends with it and gives its memory back. */
const job = workerData as ListJob;

const buffersOf = ({ lists }: ReadFile): ArrayBuffer[] =>
  lists.flatMap(({ content }) =>
    content.entries.issuers.flatMap(({ tables }) => tables.flatMap(({ starts, rows }) => [starts.buffer, rows.buffer])),
  );

if (job.kind === 'verify') parentPort?.postMessage(verifyAgain(job));
else {
  const found = readFile(job.path, job.keys);
  // Handed over, not copied.
  parentPort?.postMessage(found, 'lists' in found ? buffersOf(found) : []);
}
