// @ts-check
// Plain JavaScript: Nx loads this before anything is built.
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

const workspacePackages = '{apps,libs,deploy}/**/package.json';

/** @param {string} command @param {string} [cwd] */
const run = (command, cwd = '{workspaceRoot}') => ({ executor: 'nx:run-commands', options: { command, cwd } });

/** @param {string} root @param {string} workspace */
const targetsOf = (root, workspace) => {
  const has = (/** @type {string} */ file) => existsSync(join(workspace, root, file));
  const build = has('vite.config.ts') ? run('vite build', root) : run(`tsc -b ${root}`);
  const isBuilt = has('vite.config.ts') || (has('tsconfig.json') && !root.includes('/web/'));
  return {
    ...(has('tsconfig.json') ? { typecheck: run(`tsc --noEmit -p ${root}`) } : {}),
    lint: run(`eslint ${root} --max-warnings=0`),
    test: run(`vitest run ${root} --passWithNoTests`),
    ...(isBuilt ? { build } : {}),
  };
};

/** Gives every workspace package its `typecheck`, `lint`, `test` and `build`, so that no package has to spell them out. */
export const createNodesV2 = [
  workspacePackages,
  /** @type {import('@nx/devkit').CreateNodesFunctionV2} */
  (files, _options, { workspaceRoot }) =>
    files
      .filter((file) => !file.includes('node_modules'))
      .map((file) => {
        const root = dirname(file);
        return [file, { projects: { [root]: { root, targets: targetsOf(root, workspaceRoot) } } }];
      }),
];

export const name = 'postern-inferred-targets';
