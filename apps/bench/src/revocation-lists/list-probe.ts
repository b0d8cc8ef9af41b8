import { copyFileSync, readFileSync, renameSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
// eslint-disable-next-line @nx/enforce-module-boundaries -- measures the server's own code, in a process of its own
import { RevocationLists } from '@postern/certificate-kit';
// eslint-disable-next-line @nx/enforce-module-boundaries -- as above
import { readListInThread, unpackList } from '@postern/revocation';
// eslint-disable-next-line @nx/enforce-module-boundaries -- as above
import { findPath, parseCertificate, readAuthority, RevocationList, Revocations, TrustStore } from '@postern/x509';
import type { ListJob, ListProbeFigures } from './list-figures.js';

/**
 * Runs in a process of its own, with the server's memory flags: reads a list as the server does, looks a certificate up in it,
 * and goes on doing so while the file is replaced.
 */
const { file, next, authority, certificate } = JSON.parse(process.argv[2] ?? '') as ListJob;

const collect = async (): Promise<number> => {
  for (let round = 0; round < 3; round++) {
    globalThis.gc?.();
    await pause(50);
  }
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
};
const megabytes = (bytes: number): number => bytes / 1e6;

/** Longest time that nothing else could run, in milliseconds, while something is done. */
const delayDuring = async <T>(work: () => Promise<T>): Promise<{ readonly result: T; readonly delay: number }> => {
  const histogram = monitorEventLoopDelay({ resolution: 1 });
  histogram.enable();
  await pause(20);
  histogram.reset();
  const result = await work();
  histogram.disable();
  return { result, delay: histogram.max / 1e6 };
};

const leaf = parseCertificate(Buffer.from(certificate, 'base64'));
const store = new TrustStore([readAuthority(Buffer.from(authority, 'base64'))]);
const path = findPath(leaf, store, new Date());
const lists = new RevocationLists(Object.assign(Object.create(null), { MTLS_CRL_FILES: [file] }));
const check = async (): Promise<void> => lists.assertNotRevoked(leaf, path, new Date());

const before = await collect();
const parse = await delayDuring(async () => {
  const start = performance.now();
  await check();
  return performance.now() - start;
});
const kept = (await collect()) - before;

const rounds = 10_000;
let checking = performance.now();
for (let round = 0; round < rounds; round++) await check();
checking = performance.now() - checking;

const old = await lists.current();
copyFileSync(next, `${file}.new`);
let peak = 0;
const reload = await delayDuring(async () => {
  const start = performance.now();
  renameSync(`${file}.new`, file);
  while ((await lists.current()) === old) {
    await check();
    peak = Math.max(peak, process.memoryUsage().rss);
    await pause(2);
  }
  await check();
  return performance.now() - start;
});

/** As a list by address is fetched, kept in the database and read by each server. */
const { nameKey: issuerKey, certificate: ca } = readAuthority(Buffer.from(authority, 'base64'));
const fetched = await delayDuring(async () => {
  const start = performance.now();
  const list = await readListInThread(new Uint8Array(readFileSync(file)), {
    issuerKey,
    publicKeyInfo: ca.publicKeyInfo,
  });
  if ('code' in list) throw new Error(list.detail);
  return { list, seconds: (performance.now() - start) / 1000 };
});
const { header, parts } = fetched.result.list;
const packed = new Uint8Array(Buffer.concat(parts));
const fromDatabase = new Revocations([new RevocationList(unpackList(header, packed), 'kept', () => true)]);
let looking = performance.now();
for (let round = 0; round < rounds; round++) await fromDatabase.assertNotRevoked(leaf, path, new Date());
looking = performance.now() - looking;

const figures: ListProbeFigures = {
  parseSeconds: parse.result / 1000,
  parseDelay: parse.delay,
  keptMegabytes: megabytes(kept),
  checkMicroseconds: (checking / rounds) * 1000,
  reloadSeconds: reload.result / 1000,
  reloadDelay: reload.delay,
  peakMegabytes: megabytes(peak),
  packSeconds: fetched.result.seconds,
  packedMegabytes: megabytes(packed.length),
  packedMicroseconds: (looking / rounds) * 1000,
};
process.stdout.write(JSON.stringify(figures));
