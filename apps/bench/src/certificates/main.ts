import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostern } from '@postern/local';
import { Client } from 'pg';
import { formatCertificates } from './certificates-report.js';
import { addCertificates } from './many-certificates.js';
import { type CertificateFigure, measureCertificates } from './measure-certificates.js';
import { readInventory } from './read-inventory.js';

/** The inventory of certificates at two sizes: `npm run bench:certificates`. */
const counts = [10_000, Number(process.env.BENCH_CERTIFICATES ?? 100_000)] as const;
const home = mkdtempSync(join(tmpdir(), 'postern-bench-'));
const postern = await startPostern({
  home,
  ports: { public: 0, mtls: 0, clients: 0, gateway: 0, demo: 0, database: 0 },
  serverEnv: { RATE_LIMIT_ADDRESS: '0', RATE_LIMIT_ACCOUNT: '0' },
});
const client = new Client({ connectionString: postern.config.database.url });
try {
  await client.connect();
  const get = await readInventory(postern.config);
  const figures: (readonly CertificateFigure[])[] = [];
  for (const [index, count] of counts.entries()) {
    await addCertificates(client, (counts[index - 1] ?? 0) + 1, count);
    figures.push(await measureCertificates(client, get));
  }
  const machine = `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, Node ${process.version}`;
  process.stdout.write(`${machine}\n\n${formatCertificates(counts, figures)}`);
} finally {
  await client.end();
  await postern.stop({ removeState: true });
  rmSync(home, { recursive: true, force: true });
}
