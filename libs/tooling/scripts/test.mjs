// @ts-check
// `npm test`: everything, on a bare machine. Plain JavaScript without dependencies: it is what runs `npm ci`.
import { join } from 'node:path';
import { chooseRuntime, refusalOfLauncher, runAgainIn } from '../../../deploy/local/node-runtime.mjs';
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

const refusal = refusalOfLauncher();
if (refusal !== undefined) giveUp(refusal);

// Linting reads Nx's project graph; a background process of Nx's is of no use to a single run.
process.env.NX_DAEMON = 'false';

if (!isInstalled(root)) {
  const install = { name: 'npm ci', command: ['npm', 'ci', '--no-audit', '--no-fund', '--loglevel=error'], cwd: root };
  if (!(await runStep(install)).passed) giveUp('The dependencies could not be installed; see above.');
}
const runtime = chooseRuntime(root);
if (runtime !== 'run') {
  if ('refusal' in runtime) giveUp(runtime.refusal);
  process.exit(await runAgainIn(runtime.installed));
}
const missing = await prepareMachine();
if (missing !== undefined) giveUp(missing);

const { style, types, build, generated } = checksOf(root);
const chosen = process.argv.slice(2);
/** @type {import('./run-step.mjs').Outcome[]} */
const checks = [];
/** @type {import('./vitest-run.mjs').Count[]} */
const counts = [];
const check = async (/** @type {readonly import('./run-step.mjs').Step[]} */ steps) =>
  void checks.push(...(await runLane(steps)));
/** @param {string} name @param {readonly string[]} args @param {{ readonly live: boolean }} [output] */
const test = async (name, args, output) => void counts.push(await runTests(name, root, args, output));

// What reads sources runs beside what builds them; the end-to-end tests, which wait more than they work, beside all of that.
const styled = check(style);
await check([...build, ...generated]);
const inside = async () => {
  await Promise.all([styled, check(types)]);
  const args = chosen.length === 0 ? [] : ['--passWithNoTests', ...chosen];
  await test('unit, web and integration tests', ['--project=!e2e*', ...args]);
};
/** Each part has a Postern of its own, and one browser at a time. @param {number} part */
const inBrowser = (part) =>
  test(`end-to-end tests in the browser, ${part} of 3`, ['--project=e2e-browser', `--shard=${part}/3`], {
    live: false,
  });
if (chosen.length === 0)
  await Promise.all([
    inside(),
    test('end-to-end tests over the wire', ['--project=e2e'], { live: false }).then(() => inBrowser(1)),
    inBrowser(2).then(() => inBrowser(3)),
  ]);
else {
  await inside();
  await test('end-to-end tests', ['--project=e2e*', '--passWithNoTests', ...chosen]);
}
const failedChecks = checks.filter(({ passed }) => !passed);

header('result', seconds(since));
for (const { name } of failedChecks) console.log(`failed: ${name}`);
/** @param {'passed' | 'failed'} name */
const sum = (name) => counts.reduce((total, count) => total + count[name], 0);
const failed = sum('failed') + failedChecks.length;
console.log(`${sum('passed')} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
