import { parentPort, workerData } from 'node:worker_threads';
import { type KeyFileJob, openKeyFile } from './key-file-jobs.js';

/** One file in a thread of its own, which ends with it. */
parentPort?.postMessage(await openKeyFile(workerData as KeyFileJob));
