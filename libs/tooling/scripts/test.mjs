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

// Programs from Debian and packages from npm come at the same time.
const install = { name: 'npm ci', command: ['npm', 'ci', '--no-audit', '--no-fund', '--loglevel=error'], cwd: root };
const [missing, { passed: installed }] = await Promise.all([
  prepareMachine(),
  isInstalled(root) ? { passed: true } : runStep(install),
]);
if (!installed) giveUp('The dependencies could not be installed; see above.');
if (missing !== undefined) giveUp(missing);
const runtime = chooseRuntime(root);
if (runtime !== 'run') {
  if ('refusal' in runtime) giveUp(runtime.refusal);
  process.exit(await runAgainIn(runtime.installed));
}

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

// Checks of the sources run beside build and tests. End-to-end tests, which wait more than they compute, run beside everything else.
const styled = check(style);
await check([...build, ...generated]);
const inside = async () => {
  await check(types);
  const args = chosen.length === 0 ? [] : ['--passWithNoTests', ...chosen];
  await test('unit, web and integration tests', ['--project=!e2e*', ...args]);
};
/** Parts of the end-to-end tests, the longest first, so that all lanes end at about the same time. Each starts a Postern of its own and has one browser at a time. */
const parts = [
  { project: 'e2e', shard: '1/2' },
  { project: 'e2e', shard: '2/2' },
  { project: 'e2e-browser', shard: '2/4' },
  { project: 'e2e-browser', shard: '1/4' },
  { project: 'e2e-browser', shard: '4/4' },
  { project: 'e2e-browser', shard: '3/4' },
];
/** Runs parts that nothing else has taken yet, one after the other, until none is left. */
const runParts = async () => {
  for (let part = parts.shift(); part !== undefined; part = parts.shift()) {
    const { project, shard } = part;
    await test(`${project}, part ${shard}`, [`--project=${project}`, `--shard=${shard}`], { live: false });
  }
};
if (chosen.length === 0) await Promise.all([runParts(), runParts(), inside().then(runParts)]);
else {
  await inside();
  await test('end-to-end tests', ['--project=e2e*', '--passWithNoTests', ...chosen]);
}
await styled;
const failedChecks = checks.filter(({ passed }) => !passed);

header('result', seconds(since));
for (const { name } of failedChecks) console.log(`failed: ${name}`);
/** @param {'passed' | 'failed'} name */
const sum = (name) => counts.reduce((total, count) => total + count[name], 0);
const failed = sum('failed') + failedChecks.length;
console.log(`${sum('passed')} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
