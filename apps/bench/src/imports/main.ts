import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { readIssued } from '@postern/dev-pki';
import { startPostern } from '@postern/local';
import { unlimited } from '../unlimited.js';
import { archiveOfCertificates, tableOfCertificates, tableOfPeople } from './files.js';
import { head, row } from './imports-report.js';
import { measureImport } from './measure-import.js';

/** Imports of people, as large as they may be: `npm run bench:imports`. */
const {
  BENCH_IMPORT_CARDS = '10000',
  BENCH_IMPORT_LINES = '100000',
  BENCH_IMPORT_CERTIFICATES = '50000',
} = process.env;
const home = mkdtempSync(join(tmpdir(), 'postern-bench-'));
const postern = await startPostern({
  home,
  ports: { public: 0, mtls: 0, clients: 0, gateway: 0, demo: 0, database: 0 },
  serverEnv: unlimited,
});
try {
  const { issuing } = postern.config.usersCa;
  const key = issuing.replace(/\.pem$/, '.key');
  const authority = await readIssued(readFileSync(issuing, 'utf8'), readFileSync(key, 'utf8'));
  const files = [
    () => archiveOfCertificates(authority, Number(BENCH_IMPORT_CARDS)),
    () => tableOfPeople(Number(BENCH_IMPORT_LINES)),
    () => tableOfCertificates(authority, Number(BENCH_IMPORT_CERTIFICATES)),
  ];
  const machine = `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, Node ${process.version}`;
  process.stdout.write(`${machine}\n\n${head}`);
  for (const make of files)
    process.stdout.write(row(await measureImport(postern.config, postern.config.processes.server!, await make())));
} finally {
  await postern.stop({ removeState: true });
  rmSync(home, { recursive: true, force: true });
}
