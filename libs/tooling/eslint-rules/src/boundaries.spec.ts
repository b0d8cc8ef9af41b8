import { join } from 'node:path';
import { ESLint } from 'eslint';
import { beforeAll, describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../../../..');

/** The workspace's own configuration, with the types of one small library, or without the rules that need types. */
let withTypes: ESLint;
let withoutTypes: ESLint;
beforeAll(() => {
  withTypes = new ESLint({
    cwd: root,
    overrideConfig: { languageOptions: { parserOptions: { project: ['./libs/contracts/tsconfig.json'] } } },
  });
  withoutTypes = new ESLint({
    cwd: root,
    overrideConfig: {
      languageOptions: { parserOptions: { project: null } },
      rules: {
        '@typescript-eslint/no-floating-promises': 'off',
        '@typescript-eslint/no-misused-promises': 'off',
        '@typescript-eslint/await-thenable': 'off',
      },
    },
  });
});

/** Text is linted as if it stood in the file named. */
const rulesBrokenBy = async (text: string, file: string, by = withoutTypes): Promise<readonly (string | null)[]> => {
  const results = await by.lintText(text, { filePath: join(root, file) });
  return [...new Set(results.flatMap(({ messages }) => messages.map(({ ruleId }) => ruleId)))];
};
const importing = (name: string, file: string) => rulesBrokenBy(`export * from '${name}';\n`, file);

const boundary = '@nx/enforce-module-boundaries';
const index = (library: string) => `libs/${library}/src/index.ts`;

describe('who may import whom', { timeout: 120_000 }, () => {
  it.each([
    ['a domain library', 'a contract', 'server/x509', '@postern/contracts'],
    ['a domain library', 'a feature', 'server/x509', '@postern/oidc'],
    ['a utility', 'a contract', 'server/config', '@postern/contracts'],
    ['contracts', 'a utility', 'contracts', '@postern/config'],
    ['errors', 'a domain library', 'server/errors', '@postern/x509'],
    ['requests', 'a feature', 'server/requests', '@postern/accounts'],
    ['the provider kit', 'a domain library', 'server/provider-kit', '@postern/x509'],
    ['the provider kit', 'a feature', 'server/provider-kit', '@postern/accounts'],
    ['the gateway', 'the provider kit', 'server/gateway', '@postern/provider-kit'],
    ['clients', 'the provider kit', 'server/clients', '@postern/provider-kit'],
    ['the certificate kit', 'a feature', 'server/certificate-kit', '@postern/clients'],
    ['the certificate kit', 'a provider', 'server/certificate-kit', '@postern/provider-mtls'],
    ['the database', 'a feature', 'server/database', '@postern/accounts'],
    ['a provider', 'the database', 'server/providers/mtls', '@postern/database'],
    ['a provider', 'a feature', 'server/providers/mtls', '@postern/accounts'],
    ['a provider', 'another provider', 'server/providers/mtls', '@postern/provider-password'],
    ['a feature', 'a provider', 'server/accounts', '@postern/provider-mtls'],
    ['accounts', 'oidc', 'server/accounts', '@postern/oidc'],
    ['oidc', 'interactions', 'server/oidc', '@postern/interactions'],
    ['interactions', 'clients', 'server/interactions', '@postern/clients'],
    ['certificates', 'accounts', 'server/certificates', '@postern/accounts'],
    ['management', 'accounts', 'server/management', '@postern/accounts'],
    ['the web', 'the server', 'web/ui', '@postern/provider-kit'],
    ['the server', 'the web', 'server/accounts', '@postern/ui'],
    ['the server', 'development tools', 'server/accounts', '@postern/dev-pki'],
  ])('%s may not import %s', async (_from, _to, library, name) => {
    expect(await importing(name, index(library))).toEqual([boundary]);
  });

  it.each([
    ['interactions', 'accounts', 'server/interactions', '@postern/accounts'],
    ['oidc', 'clients', 'server/oidc', '@postern/clients'],
    ['oidc', 'audit', 'server/oidc', '@postern/audit'],
    ['certificates', 'audit', 'server/certificates', '@postern/audit'],
    ['accounts', 'certificates', 'server/accounts', '@postern/certificates'],
    ['accounts', 'the provider kit', 'server/accounts', '@postern/provider-kit'],
    ['a provider', 'the provider kit', 'server/providers/mtls', '@postern/provider-kit'],
    ['a provider', 'errors', 'server/providers/mtls', '@postern/errors'],
    ['the gateway', 'requests', 'server/gateway', '@postern/requests'],
    ['a provider', 'the certificate kit', 'server/providers/mtls', '@postern/certificate-kit'],
    ['oidc', 'the certificate kit', 'server/oidc', '@postern/certificate-kit'],
    ['the certificate kit', 'a domain library', 'server/certificate-kit', '@postern/x509'],
    ['the registry', 'a provider', 'server/providers/registry', '@postern/provider-mtls'],
    ['the web', 'contracts', 'web/api-client', '@postern/contracts'],
  ])('%s may import %s', async (_from, _to, library, name) => {
    expect(await importing(name, index(library))).toEqual([]);
  });

  it('refuses type imports across a boundary just the same', async () => {
    const text = `import type { x } from '@postern/oidc';\nexport type X = typeof x;\n`;

    expect(await rulesBrokenBy(text, index('server/x509'))).toEqual([boundary]);
  });

  it('refuses a library that imports itself by its alias', async () => {
    expect(await importing('@postern/x509', index('server/x509'))).toEqual([boundary]);
  });

  it('refuses a relative path into another library', async () => {
    expect(await importing('../../oidc/src/index.js', index('server/x509'))).toEqual([boundary]);
  });

  it('keeps the engine to libs/server/oidc', async () => {
    const text = `import { Provider } from 'oidc-provider';\nexport const engine = Provider;\n`;

    // Besides, no other library names the engine in its package.json.
    expect(await rulesBrokenBy(text, index('server/interactions'))).toEqual([boundary, 'no-restricted-imports']);
    expect(await rulesBrokenBy(text, index('server/oidc'))).toEqual([]);
  });

  it.each([
    [
      'its own files',
      `import { x } from 'oidc-provider/lib/helpers/grants.js';\nexport const y = x;\n`,
      'no-restricted-imports',
    ],
    [
      'members without types',
      `export const hidden = (a: object) => a as unknown as { b: 1 };\n`,
      'no-restricted-syntax',
    ],
    ['its prototypes', `export const patch = (a: typeof Map) => a.prototype;\n`, 'no-restricted-syntax'],
  ])("keeps the engine's inside to one folder: %s", async (_what, text, rule) => {
    expect(await rulesBrokenBy(text, 'libs/server/oidc/src/engine/engine.ts')).toEqual([rule]);
    expect(await rulesBrokenBy(text, 'libs/server/oidc/src/engine-internals/clients.ts')).toEqual([]);
  });

  it.each([
    [
      'an open route',
      'postern/route-guarded-or-public',
      `import { Controller, Get } from '@nestjs/common';\n@Controller()\nexport class A {\n  @Get() list() {}\n}\n`,
    ],
    ['a default export', 'no-restricted-exports', `export default 1;\n`],
    ['console', 'no-console', `console.log(1);\n`],
    ['any', '@typescript-eslint/no-explicit-any', `export const a = (b: any) => String(b);\n`],
    ['a file of more than 300 lines', 'max-lines', `export const a = 1;\n${'void 0;\n'.repeat(300)}`],
    [
      'a certificate header',
      'postern/certificate-headers-in-lookup-only',
      `export const name = 'X-SSL-Client-Cert';\n`,
    ],
    [
      'an unexplained suppression',
      'postern/no-suppression-without-reason',
      `// eslint-disable-next-line no-console\nconsole.log(1);\n`,
    ],
  ])('refuses %s', async (_what, rule, text) => {
    expect(await rulesBrokenBy(text, index('server/accounts'))).toContain(rule);
  });

  it('refuses a forgotten await', async () => {
    const text = `const work = async () => 1;\nwork();\n`;

    expect(await rulesBrokenBy(text, index('contracts'), withTypes)).toEqual([
      '@typescript-eslint/no-floating-promises',
    ]);
  });
});
