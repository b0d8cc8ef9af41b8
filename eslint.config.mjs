// Plain JavaScript: ESLint reads this before anything is built.
import js from '@eslint/js';
import nx from '@nx/eslint-plugin';
import { createProjectGraphAsync } from '@nx/devkit';
import reactHooks from 'eslint-plugin-react-hooks';
import globals from 'globals';
import ts from 'typescript-eslint';
import { boundaries, posternRules, testBoundaries } from './libs/tooling/eslint-rules/src/index.js';

// The boundary rule reads this graph from Nx's cache and says nothing when there is none, or an old one.
process.env.NX_DAEMON ??= 'false';
await createProjectGraphAsync();

const tests = ['**/*.spec.{ts,tsx}', '**/*.e2e.ts', 'apps/e2e/**', '**/testing/**'];
const serverSources = [
  'libs/contracts/src/**/*.ts',
  'libs/key-files/src/**/*.ts',
  'libs/server/**/*.ts',
  'apps/server/**/*.ts',
  'apps/demo-app/**/*.ts',
  'deploy/**/*.ts',
];
const webSources = ['libs/web/**/*.{ts,tsx}', 'apps/login-widget/**/*.{ts,tsx}', 'apps/panel/**/*.{ts,tsx}'];

/** @param {readonly unknown[]} depConstraints */
const enforceBoundaries = (depConstraints) => ['error', { depConstraints, allow: [], banTransitiveDependencies: true }];

export default ts.config(
  { ignores: ['**/dist/**', '**/node_modules/**', '.nx/**', '.postern/**', 'coverage/**', '**/fixtures/**'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  ts.configs.recommended,
  ts.configs.stylistic,
  {
    plugins: { '@nx': nx, postern: posternRules },
    languageOptions: {
      globals: globals.node,
      // Keeps imports of injected classes from being turned into type imports.
      parserOptions: { experimentalDecorators: true, emitDecoratorMetadata: true },
    },
    rules: {
      '@nx/enforce-module-boundaries': enforceBoundaries(boundaries),
      'postern/no-import-cycle': 'error',
      'postern/no-suppression-without-reason': 'error',
      'postern/certificate-headers-in-lookup-only': 'error',
      'postern/route-guarded-or-public': 'error',
      'max-lines': ['error', { max: 300 }],
      'no-console': 'error',
      'no-restricted-exports': ['error', { restrictDefaultExports: { direct: true, named: true, defaultFrom: true } }],
      'no-restricted-imports': [
        'error',
        {
          paths: [{ name: 'oidc-provider', message: 'Only libs/server/oidc touches the engine.' }],
          patterns: ['oidc-provider/*'],
        },
      ],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports' }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      // Nest modules and ports are empty or abstract classes by nature.
      '@typescript-eslint/no-extraneous-class': 'off',
      '@typescript-eslint/no-empty-function': 'off',
      '@typescript-eslint/class-literal-property-style': 'off',
    },
  },
  {
    // Type-aware, where a forgotten await loses data. One program for all of them.
    files: serverSources,
    languageOptions: { parserOptions: { project: ['./tsconfig.spec.json'], tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: false }],
      '@typescript-eslint/await-thenable': 'error',
    },
  },
  {
    files: webSources,
    plugins: { 'react-hooks': reactHooks },
    languageOptions: { globals: globals.browser },
    // The two classic rules; those made for React's compiler refuse what is right without it, such as reading the clock.
    rules: {
      'react-hooks/rules-of-hooks': 'error',
      'react-hooks/exhaustive-deps': 'error',
      'postern/no-provider-by-name': 'error',
    },
  },
  {
    files: tests,
    rules: {
      '@nx/enforce-module-boundaries': enforceBoundaries(testBoundaries),
      'postern/certificate-headers-in-lookup-only': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
  {
    files: [
      'libs/server/certificate-kit/src/proxied-certificate.reader.ts',
      'libs/tooling/eslint-rules/**',
      'deploy/local/**',
      'apps/bench/**',
    ],
    rules: { 'postern/certificate-headers-in-lookup-only': 'off' },
  },
  {
    // Data access has one rule (ADR 0031).
    files: ['libs/server/**/*.ts', 'apps/server/**/*.ts'],
    ignores: [...tests, 'libs/server/database/**'],
    rules: { 'postern/no-raw-query': 'error' },
  },
  {
    // The benchmark drives the bare engine beside the whole server.
    files: ['libs/server/oidc/**', 'apps/bench/**'],
    rules: { 'no-restricted-imports': 'off' },
  },
  {
    // What the engine's types do not show is touched in one folder, where a test notices when it changes (ADR 0004).
    files: ['libs/server/oidc/src/**/*.ts'],
    ignores: [...tests, 'libs/server/oidc/src/engine-internals/**'],
    rules: {
      'no-restricted-imports': [
        'error',
        { patterns: [{ group: ['oidc-provider/*'], message: "Only engine-internals/ touches the engine's inside." }] },
      ],
      'no-restricted-syntax': [
        'error',
        {
          selector: 'TSAsExpression > TSAsExpression > TSUnknownKeyword',
          message: "A cast through unknown reaches into the engine: that is engine-internals/'s business.",
        },
        {
          selector: "MemberExpression[property.name='prototype']",
          message: "Changing the engine's classes is engine-internals/'s business.",
        },
      ],
    },
  },
  {
    // Commands talk to the person who typed them.
    files: ['libs/tooling/**', 'deploy/**', 'apps/bench/**', 'apps/e2e/**', '**/*.mjs'],
    rules: { 'no-console': 'off' },
  },
  {
    // Tools want a default export here.
    files: [
      '**/*.config.{ts,mts,mjs}',
      '**/global-setup.ts',
      '**/*.reporter.mjs',
      'libs/tooling/generators/src/*/generator.*',
      '**/*.d.ts',
    ],
    rules: { 'no-restricted-exports': 'off' },
  },
  {
    files: ['**/*.js', '**/*.mjs'],
    rules: { '@typescript-eslint/no-explicit-any': 'off' },
  },
);
