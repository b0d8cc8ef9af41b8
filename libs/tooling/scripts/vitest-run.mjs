// @ts-check
// Plain JavaScript without dependencies: runs before `npm ci`.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runStep } from './run-step.mjs';

/**
 * Runs every test project, showing vitest's own output as it comes.
 *
 * @param {string} root
 * @param {readonly string[]} args further arguments for vitest
 * @returns {Promise<{ readonly passed: number, readonly failed: number }>} tests
 */
export const runTests = async (root, args) => {
  const folder = mkdtempSync(join(tmpdir(), 'postern-tests-'));
  const report = join(folder, 'report.json');
  try {
    const vitest = join(root, 'node_modules/vitest/vitest.mjs');
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
    const command = [process.execPath, vitest, 'run', ...reporters, ...args];
    const { passed } = await runStep({ name: 'tests', command, cwd: root, env: { CI: '1' } }, { live: true });
    return countTests(report, passed);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

/** @param {string} report @param {boolean} exitedWell */
const countTests = (report, exitedWell) => {
  try {
    const { numPassedTests, numFailedTests, numFailedTestSuites } = JSON.parse(readFileSync(report, 'utf8'));
    // A file that could not be loaded, or an error outside any test, has no failed test to its name.
    const failed = Math.max(numFailedTests, numFailedTestSuites > 0 || !exitedWell ? 1 : 0);
    return { passed: numPassedTests, failed };
  } catch {
    return { passed: 0, failed: 1 };
  }
};
