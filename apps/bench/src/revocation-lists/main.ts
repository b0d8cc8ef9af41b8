import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formatLists } from './lists-report.js';
import { measureLists } from './measure-lists.js';

/** The part about revocation lists alone: `npm run bench:lists`. */
const home = mkdtempSync(join(tmpdir(), 'postern-bench-'));
try {
  process.stdout.write(formatLists(await measureLists(home, Number(process.env.BENCH_LIST_ENTRIES ?? 1_000_000))));
} finally {
  rmSync(home, { recursive: true, force: true });
}
