// @ts-check
// Plain JavaScript without dependencies: runs before `npm ci`.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** @typedef {import('./run-step.mjs').Step} Step */

const webProjects = ['libs/web/ui', 'libs/web/i18n', 'libs/web/api-client', 'apps/login-widget', 'apps/panel'];
const webApps = ['apps/login-widget', 'apps/panel'];

/** Of an app; that of its pages comes first, and the others add to what it made. @param {string} folder */
const viteConfigs = (folder) =>
  existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => /^vite\.(.+\.)?config\.ts$/.test(name))
        .sort()
    : [];

/** @param {string} root */
export const checksOf = (root) => {
  const at = (/** @type {string} */ path) => join(root, path);
  /** @type {(name: string, tool: string, args: readonly string[], cwd?: string) => Step} */
  const node = (name, tool, args, cwd = root) => ({ name, command: [process.execPath, at(tool), ...args], cwd });
  const tsc = 'node_modules/tsc/bin/tsc';
  /** @type {(app: string, config: string) => Step} */
  const vite = (app, config) => {
    const name = ['build:', app, ...config.split('.').slice(1, -2)].join(' ');
    return node(name, 'node_modules/vite/bin/vite.js', ['build', '--config', config, '--logLevel=warn'], at(app));
  };

  return {
    /** How sources read: runs beside the rest. @type {Step[]} */
    style: [
      node('format', 'node_modules/prettier/bin/prettier.cjs', ['--check', '--log-level=warn', '.']),
      node('lint', 'node_modules/eslint/bin/eslint.js', ['.', '--max-warnings=0']),
      node('unused or undeclared', 'node_modules/knip/bin/knip.js', ['--no-progress', '--no-config-hints']),
    ],
    /** @type {Step[]} */
    types: [
      node('types: tests and tooling', tsc, ['-p', 'tsconfig.spec.json']),
      ...webProjects
        .filter((project) => existsSync(at(`${project}/tsconfig.json`)))
        .map((project) => node(`types: ${project}`, tsc, ['--noEmit', '-p', `${project}/tsconfig.json`])),
    ],
    /** What the end-to-end tests run. @type {Step[]} */
    build: [
      node('build: server', tsc, ['-b']),
      ...webApps.flatMap((app) => viteConfigs(at(app)).map((config) => vite(app, config))),
    ],
    /** Needs the built server. @type {Step[]} */
    generated: [node('stale: docs/configuration.md', 'apps/server/dist/generate-configuration-docs.js', ['--check'])],
  };
};
