import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostern } from '@postern/local';
import { formatFloods } from './floods-report.js';
import { measureFloods } from './measure-floods.js';

/** The part about floods alone: `npm run bench:floods`. */
const say = (line: string): void => void process.stdout.write(`${line}\n`);
const seconds = Number(process.env.BENCH_FLOOD_SECONDS ?? 12);
const home = mkdtempSync(join(tmpdir(), 'postern-bench-'));
const ports = { public: 0, mtls: 0, clients: 0, gateway: 0, demo: 0, database: 0 };
const postern = await startPostern({ home, ports });
try {
  say(formatFloods(await measureFloods(postern.config, seconds, say), seconds));
} finally {
  await postern.stop({ removeState: true });
  rmSync(home, { recursive: true, force: true });
}
