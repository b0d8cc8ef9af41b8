// @ts-check
// Plain JavaScript without dependencies: runs before `npm ci`.
import { spawn } from 'node:child_process';

/**
 * @typedef {object} Step
 * @property {string} name
 * @property {readonly string[]} command
 * @property {string} [cwd]
 * @property {NodeJS.ProcessEnv} [env] besides the process's own
 */
/** @typedef {{ readonly name: string, readonly passed: boolean }} Outcome */

export const seconds = (/** @type {number} */ since) => `${((performance.now() - since) / 1000).toFixed(1)} s`;

/** @param {string} name @param {string} detail */
export const header = (name, detail) =>
  console.log(`\n── ${name} ${'─'.repeat(Math.max(2, 60 - name.length))} ${detail}`);

/** Children end with this process. @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();
let isStopping = false;
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) {
  process.once(signal, () => {
    isStopping = true;
    for (const child of running) child.kill(signal);
    process.exitCode = 130;
  });
}

/**
 * Runs a command to its end. Its output is kept, and shown under a header with the time it took, so that steps that
 * run side by side do not mix; `live` shows it as it comes. After SIGINT or SIGTERM no further command starts.
 *
 * @param {Step} step
 * @param {{ readonly live?: boolean }} [options]
 * @returns {Promise<Outcome>}
 */
export const runStep = ({ name, command: [program = '', ...args], cwd, env }, { live = false } = {}) =>
  new Promise((resolve) => {
    if (isStopping) return resolve({ name, passed: false });
    const since = performance.now();
    if (live) header(name, '');
    const child = spawn(program, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: live ? 'inherit' : ['ignore', 'pipe', 'pipe'],
    });
    running.add(child);
    let output = '';
    const keep = (/** @type {Buffer} */ chunk) => (output += chunk.toString());
    child.stdout?.on('data', keep);
    child.stderr?.on('data', keep);
    const finish = (/** @type {boolean} */ passed) => {
      running.delete(child);
      const verdict = `${passed ? 'ok' : 'FAILED'}, ${seconds(since)}`;
      if (live) console.log(`${name}: ${verdict}`);
      else header(name, verdict);
      if (output.trim() !== '') console.log(output.trimEnd());
      resolve({ name, passed });
    };
    child.once('error', (error) => {
      output += error.message;
      finish(false);
    });
    child.once('close', (code) => finish(code === 0));
  });

/**
 * Runs steps one after the other, each whether or not those before it passed.
 *
 * @param {readonly Step[]} steps
 */
export const runLane = async (steps) => {
  /** @type {Outcome[]} */
  const outcomes = [];
  for (const step of steps) outcomes.push(await runStep(step));
  return outcomes;
};
