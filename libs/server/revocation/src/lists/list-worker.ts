import { parentPort, workerData } from 'node:worker_threads';
import { type ListIssuer, readList } from './read-list.js';

/** Reads one list in a thread of its own, which ends with it and gives its memory back. */
const { data, issuer } = workerData as { readonly data: Uint8Array; readonly issuer: ListIssuer };
const found = readList(data, issuer);
// Handed over, not copied.
parentPort?.postMessage(found, 'parts' in found ? found.parts.map(({ buffer }) => buffer as ArrayBuffer) : []);
