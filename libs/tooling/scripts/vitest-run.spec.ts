import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { runTests } from './vitest-run.mjs';

const workspace = join(import.meta.dirname, '../../..');
let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'postern-vitest-'));
  symlinkSync(join(workspace, 'node_modules'), join(root, 'node_modules'));
  mkdirSync(join(root, 'src'));
  writeFileSync(join(root, 'package.json'), '{ "type": "module" }');
  vi.spyOn(console, 'log').mockReturnValue(undefined);
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(root, { recursive: true });
});

const run = (text: string) => {
  writeFileSync(join(root, 'src/one.spec.ts'), `import { beforeAll, describe, expect, it } from 'vitest';\n${text}`);
  return runTests('tests', root, [], { live: false });
};

describe('the count of a test run', { timeout: 60_000 }, () => {
  it('says what passed and what failed', async () => {
    expect(await run(`it('a', () => {}); it('b', () => {}); it('c', () => expect(1).toBe(2));`)).toEqual({
      passed: 2,
      failed: 1,
    });
  });

  it('counts a file that cannot be loaded', async () => {
    expect(await run(`import './absent.js';`)).toEqual({ passed: 0, failed: 1 });
  });

  it('counts an error outside any test', async () => {
    expect(await run(`it('a', () => { void Promise.reject(new Error('leaked')); });`)).toEqual({
      passed: 1,
      failed: 1,
    });
  });

  it('counts a suite whose hook fails', async () => {
    const text = `describe('s', () => { beforeAll(() => { throw new Error('hook'); }); it('a', () => {}); });`;

    expect(await run(text)).toEqual({ passed: 0, failed: 1 });
  });
});
