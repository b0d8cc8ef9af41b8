import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../../../', import.meta.url));
const elsewhere = new Set(['node_modules', 'dist', '.git', '.nx', '.postern', 'coverage']);

const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return elsewhere.has(entry.name) ? [] : filesBelow(path);
    return [path];
  });

describe('the security model', () => {
  it('names tests that there are', () => {
    const text = readFileSync(join(root, 'docs/security.md'), 'utf8');
    const named = [...text.matchAll(/`([\w./-]+\.(?:spec|e2e)\.tsx?)`/g)].map(([, name = '']) => name);
    const tests = ['apps', 'libs', 'deploy', 'nginx'].flatMap((part) => filesBelow(join(root, part)));

    expect(named.length).toBeGreaterThan(40);
    expect(named.filter((name) => !tests.some((test) => test.endsWith(`/${name}`)))).toEqual([]);
  });
});
