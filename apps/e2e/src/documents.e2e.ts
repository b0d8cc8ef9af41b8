import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const elsewhere = new Set(['node_modules', 'dist', '.git', '.nx', '.postern', 'coverage']);

const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return elsewhere.has(entry.name) ? [] : filesBelow(path);
    return [path];
  });

const tests = ['apps', 'libs', 'deploy', 'nginx']
  .flatMap((part) => filesBelow(join(root, part)))
  .filter((file) => /\.(?:spec|e2e)\.tsx?$/.test(file));

const page = (name: string): string => readFileSync(join(root, 'docs', name), 'utf8');

describe('the security model', () => {
  it('names only existing tests', () => {
    const named = [...page('security.md').matchAll(/`([\w./-]+\.(?:spec|e2e)\.tsx?)`/g)].map(([, name = '']) => name);

    expect(named.length).toBeGreaterThan(40);
    expect(named.filter((name) => !tests.some((test) => test.endsWith(`/${name}`)))).toEqual([]);
  });
});

describe('the statements', () => {
  it('each have a test named after them', () => {
    const statements = [...page('statements.md').matchAll(/^\| ([A-E]\d+) \|/gm)].map(([, id = '']) => id);
    /** First argument of `describe`, `it` and `it.each(…)`. */
    const names = tests.flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(/(?:describe|it|\))\(\s*(['"`])(.*?)\1/g)].map(([, , name = '']) => name),
    );

    expect(statements).toHaveLength(34);
    expect(statements.filter((id) => !names.some((name) => new RegExp(`\\b${id}\\b`).test(name)))).toEqual([]);
  });
});
