import { execFile } from 'node:child_process';
import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { createAuthority, createCrl, issueCertificate, manyEntries } from '@postern/dev-pki';
import type { ListFigures, ListJob, ListProbeFigures } from './list-figures.js';

const run = promisify(execFile);
const probe = fileURLToPath(new URL('list-probe.js', import.meta.url));
/** As the guide says the server is started. */
const memoryFlags = [
  '--max-old-space-size=128',
  '--max-semi-space-size=8',
  '--heap-growing-percent=60',
  '--v8-pool-size=1',
];

/** Makes two lists of that many entries, and has a process of its own read one, and the other in its place. */
export const measureLists = async (home: string, entries: number): Promise<ListFigures> => {
  const authority = await createAuthority({ subject: 'CN=Large Authority', keyAlgorithm: 'rsa-2048' });
  const leaf = await issueCertificate(authority, { subject: 'CN=Ada' });
  const [file, next] = [join(home, 'large.crl'), join(home, 'larger.crl')];
  for (const path of [file, next]) {
    writeFileSync(path, (await createCrl(authority, { entries: manyEntries(entries).entries })).der);
  }
  const base64 = (der: Uint8Array): string => Buffer.from(der).toString('base64');
  const job: ListJob = { file, next, authority: base64(authority.der), certificate: base64(leaf.der) };
  const { stdout } = await run(process.execPath, [...memoryFlags, '--expose-gc', probe, JSON.stringify(job)]);
  return { ...(JSON.parse(stdout) as ListProbeFigures), entries, fileMegabytes: statSync(next).size / 1e6 };
};
