// @ts-check
// Plain JavaScript without dependencies: runs before `npm ci`.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runStep } from './run-step.mjs';

/** @typedef {{ readonly passed: number, readonly failed: number }} Count */

/** @param {string} file @returns {Count | undefined} */
const read = (file) => {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
};

/**
 * Runs tests, showing vitest's own output: as it comes, or with `live: false` at the end.
 *
 * @param {string} name of the run
 * @param {string} root
 * @param {readonly string[]} args further arguments for vitest
 * @param {{ readonly live: boolean }} [output]
 * @returns {Promise<Count>} tests; a run that ended badly has at least one failure
 */
export const runTests = async (name, root, args, output = { live: true }) => {
  const folder = mkdtempSync(join(tmpdir(), 'postern-tests-'));
  const countFile = join(folder, 'count.json');
  try {
    const vitest = join(root, 'node_modules/vitest/vitest.mjs');
    const reporters = ['--reporter=default', `--reporter=${join(import.meta.dirname, 'count.reporter.mjs')}`];
    const { passed } = await runStep(
      {
        name,
        command: [process.execPath, vitest, 'run', ...reporters, ...args],
        cwd: root,
        env: { CI: '1', POSTERN_TEST_COUNT: countFile },
      },
      output,
    );
    const count = read(countFile) ?? { passed: 0, failed: 0 };
    return passed ? count : { ...count, failed: Math.max(count.failed, 1) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
