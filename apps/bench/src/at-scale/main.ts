import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formatAtScale } from './at-scale-report.js';
import { measureAtScale } from './measure-at-scale.js';
import { atScaleOptions } from './options.js';

/** The part about many identifiers and a large list alone: `npm run bench:scale`. */
const say = (line: string): void => void process.stdout.write(`${line}\n`);
const homes = [mkdtempSync(join(tmpdir(), 'postern-bench-')), mkdtempSync(join(tmpdir(), 'postern-bench-'))] as const;
try {
  say(formatAtScale(await measureAtScale(homes, atScaleOptions(say))));
} finally {
  for (const home of homes) rmSync(home, { recursive: true, force: true });
}
