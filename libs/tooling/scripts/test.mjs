// @ts-check
// `npm test`: everything, on a bare machine. Plain JavaScript without dependencies: it is what runs `npm ci`.
import { join } from 'node:path';
import { checksOf } from './checks.mjs';
import { isInstalled } from './install-state.mjs';
import { prepareMachine } from './machine.mjs';
import { header, runLane, runStep, seconds } from './run-step.mjs';
import { runTests } from './vitest-run.mjs';

const root = join(import.meta.dirname, '../../..');
const since = performance.now();

/** @param {string} sentence @returns {never} */
const giveUp = (sentence) => {
  console.error(`\n${sentence}\n\n0 passed, 1 failed`);
  process.exit(1);
};

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19))
  giveUp(`Postern needs Node 20.19 or newer; this is ${process.version}.`);

// Linting reads Nx's project graph; a background process of Nx's is of no use to a single run.
process.env.NX_DAEMON = 'false';

if (!isInstalled(root)) {
  const install = { name: 'npm ci', command: ['npm', 'ci', '--no-audit', '--no-fund', '--loglevel=error'], cwd: root };
  if (!(await runStep(install)).passed) giveUp('The dependencies could not be installed; see above.');
}
const missing = await prepareMachine();
if (missing !== undefined) giveUp(missing);

const { style, types, build, generated } = checksOf(root);
const lanes = await Promise.all([runLane(style), runLane([...build, ...generated, ...types])]);
const failedChecks = lanes.flat().filter(({ passed }) => !passed);

// Runs apart: the end-to-end tests start a whole Postern first, and when that fails the others still say what they have to.
const chosen = process.argv.slice(2);
const args = chosen.length === 0 ? [] : ['--passWithNoTests', ...chosen];
const inside = await runTests('unit, web and integration tests', root, ['--project=!e2e*', ...args]);
// One browser at a time leaves room for what needs none; each half has a Postern of its own.
const endToEnd =
  chosen.length > 0
    ? [await runTests('end-to-end tests', root, ['--project=e2e*', ...args])]
    : await Promise.all([
        runTests('end-to-end tests over the wire', root, ['--project=e2e']),
        runTests('end-to-end tests in the browser', root, ['--project=e2e-browser'], { live: false }),
      ]);

header('result', seconds(since));
for (const { name } of failedChecks) console.log(`failed: ${name}`);
/** @param {'passed' | 'failed'} name */
const sum = (name) => [inside, ...endToEnd].reduce((total, count) => total + count[name], 0);
const failed = sum('failed') + failedChecks.length;
console.log(`${sum('passed')} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
