import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Tree } from '@nx/devkit';
import { flushChanges, FsTree } from 'nx/src/generators/tree.js';
import ts from 'typescript';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { signInProviderGenerator } from './generator.js';

const workspace = join(import.meta.dirname, '../../../../..');
const registry = 'libs/server/providers/registry';
let folder: string;
let tree: Tree;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'postern-generator-'));
  for (const file of ['tsconfig.base.json', 'tsconfig.json', 'package.json', '.prettierrc.json']) {
    cpSync(join(workspace, file), join(folder, file));
  }
  for (const part of ['package.json', 'tsconfig.json', 'src']) {
    cpSync(join(workspace, registry, part), join(folder, registry, part), { recursive: true });
  }
  symlinkSync(join(workspace, 'node_modules'), join(folder, 'node_modules'));
  mkdirSync(join(folder, 'libs/server/providers'), { recursive: true });
  tree = new FsTree(folder, false);
});
afterEach(() => rmSync(folder, { recursive: true }));

const textOf = (file: string) => tree.read(file, 'utf8') ?? '';
const jsonOf = (file: string) => JSON.parse(textOf(file));

/** Compiles new libraries, their tests and the registry that now names them; answers what the compiler has to say. */
const compile = (...names: readonly string[]): readonly string[] => {
  flushChanges(folder, tree.listChanges());
  const { config } = ts.readConfigFile(join(folder, 'tsconfig.base.json'), (file) => ts.sys.readFile(file));
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, folder);
  const sources = (name: string) => join(folder, 'libs/server/providers', name, 'src');
  const program = ts.createProgram(
    [
      join(folder, registry, 'src/registry.ts'),
      ...names.flatMap((name) => [`${sources(name)}/index.ts`, `${sources(name)}/${name}.provider.spec.ts`]),
    ],
    {
      ...options,
      noEmit: true,
      composite: false,
      incremental: false,
      typeRoots: [join(workspace, 'node_modules/@types')],
      paths: Object.fromEntries(names.map((name) => [`@postern/provider-${name}`, [`${sources(name)}/index.ts`]])),
    },
  );
  return ts.getPreEmitDiagnostics(program).map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
};

describe('nx g @postern/generators:sign-in-provider', { timeout: 120_000 }, () => {
  it('makes libraries of both kinds that compile against the kit and in the registry', async () => {
    await signInProviderGenerator(tree, { name: 'carrier-pigeon', kind: 'form' });
    await signInProviderGenerator(tree, { name: 'semaphore', kind: 'navigate' });

    expect(compile('carrier-pigeon', 'semaphore')).toEqual([]);
  });

  it('makes a form that signs nobody in, and words in every language for what it asks', async () => {
    await signInProviderGenerator(tree, { name: 'carrier-pigeon', kind: 'form' });
    flushChanges(folder, tree.listChanges());

    const library = join(folder, 'libs/server/providers/carrier-pigeon');
    // What they refer to is not beside them here.
    for (const place of [library, folder]) rmSync(join(place, 'tsconfig.json'));
    const file = join(library, 'src/carrier-pigeon.provider.ts');
    const { CarrierPigeonProvider } = await import(/* @vite-ignore */ file);
    const provider = new CarrierPigeonProvider();
    const method = { id: 'm', type: 'carrier-pigeon', name: 'Pigeon', enabled: true, public: true, params: {} };
    const { labels, logo } = provider.descriptor;

    for (const username of ['ada', '', "' or 1=1 --"]) {
      await expect(
        provider.authenticate(method, { username }, { address: null, userAgent: null }),
      ).rejects.toMatchObject({
        code: 'password.wrong',
        status: 401,
      });
    }
    expect(Object.keys(labels).sort()).toEqual(['de', 'en', 'es', 'fr', 'it', 'ru']);
    for (const language of Object.keys(labels)) expect(Object.keys(labels[language].fields)).toEqual(['username']);
    expect(logo).toMatch(/^<svg /);
  });

  it('writes one folder and one line of the registry; the rest is what the build reads', async () => {
    await signInProviderGenerator(tree, { name: 'carrier-pigeon' });

    const changed = tree.listChanges().map(({ path }) => path);
    const elsewhere = changed.filter((path) => !path.startsWith('libs/server/providers/carrier-pigeon/'));
    expect(elsewhere.sort()).toEqual([
      `${registry}/package.json`,
      `${registry}/src/registry.ts`,
      `${registry}/tsconfig.json`,
      'tsconfig.json',
    ]);
  });

  it('makes the provider known to the registry and to the build', async () => {
    await signInProviderGenerator(tree, { name: 'carrier-pigeon' });

    expect(textOf(`${registry}/src/registry.ts`)).toContain(
      '  { module: CarrierPigeonModule, provider: CarrierPigeonProvider },\n];',
    );
    expect(jsonOf(`${registry}/package.json`).dependencies).toHaveProperty('@postern/provider-carrier-pigeon', '*');
    expect(jsonOf(`${registry}/tsconfig.json`).references).toContainEqual({ path: '../carrier-pigeon' });
    expect(jsonOf('tsconfig.json').references).toContainEqual({ path: 'libs/server/providers/carrier-pigeon' });
  });

  it('tags the library so that the boundary rules know it', async () => {
    await signInProviderGenerator(tree, { name: 'saml' });

    expect(jsonOf('libs/server/providers/saml/package.json').nx.tags).toEqual(['type:provider', 'scope:server']);
  });

  it('refuses a name that is taken', async () => {
    tree.write('libs/server/providers/saml/README.md', '');

    await expect(signInProviderGenerator(tree, { name: 'saml' })).rejects.toThrow('exists already');
  });

  it('refuses a name that is not in kebab case', async () => {
    await expect(signInProviderGenerator(tree, { name: '../Evil' })).rejects.toThrow('kebab case');
  });
});
