// @ts-check
// Plain JavaScript without dependencies, for Node 20.19 and newer: runs before `npm ci`.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** The oldest Node that starts `npm start` and `npm test`, and the oldest that Postern runs on. */
const oldestLauncher = [20, 19];
const oldestRuntime = [22, 12];

/** @param {string} version @param {readonly number[]} oldest */
const isOlder = (version, [wantedMajor = 0, wantedMinor = 0]) => {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major < wantedMajor || (major === wantedMajor && minor < wantedMinor);
};

/**
 * Why this Node cannot install the dependencies, as a sentence; undefined when it can.
 *
 * @param {string} [version]
 */
export const refusalOfLauncher = (version = process.versions.node) =>
  isOlder(version, oldestLauncher)
    ? `Postern needs Node ${oldestLauncher.join('.')} or newer to start; this is ${version}. Install Node 22 or 24.`
    : undefined;

/**
 * What to do once the dependencies are installed: `run` when this Node will do, else `installed`, the path of the one that npm
 * installed, else a `refusal`, a sentence. Inside npm scripts the installed one comes first on the PATH, so it runs already.
 *
 * @param {string} root
 * @param {string} [version]
 * @returns {'run' | { readonly installed: string } | { readonly refusal: string }}
 */
export const chooseRuntime = (root, version = process.versions.node) => {
  if (!isOlder(version, oldestRuntime)) return 'run';
  const installed = join(root, 'node_modules/.bin/node');
  if (existsSync(installed)) return { installed };
  return {
    refusal: `Postern needs Node ${oldestRuntime.join('.')} or newer; this is ${version}, and npm has none for ${process.platform} on ${process.arch}. Install Node 22 or 24.`,
  };
};

/**
 * Runs this same command in another Node; resolves to its exit code. Signals are handed on.
 *
 * @param {string} node
 * @returns {Promise<number>}
 */
export const runAgainIn = (node) =>
  new Promise((resolve, reject) => {
    const child = spawn(node, [...process.execArgv, ...process.argv.slice(1)], { stdio: 'inherit' });
    for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']))
      process.on(signal, () => void child.kill(signal));
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? 1));
  });
