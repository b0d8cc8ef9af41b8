import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isInstalled } from './install-state.mjs';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'postern-install-'));
  mkdirSync(join(root, 'node_modules/@postern'), { recursive: true });
});
afterEach(() => rmSync(root, { recursive: true }));

const write = (file: string, packages: object) => writeFileSync(join(root, file), JSON.stringify({ packages }));
const wanted = {
  '': {},
  'libs/contracts': {},
  'node_modules/@postern/contracts': { link: true },
  'node_modules/nx': { version: '23.2.1' },
  'node_modules/@nx/nx-darwin-arm64': { version: '23.2.1', optional: true },
};
const complete = { 'node_modules/nx': { version: '23.2.1' } };

describe('what is installed', () => {
  beforeEach(() => {
    write('package-lock.json', wanted);
    mkdirSync(join(root, 'node_modules/@postern/contracts'));
  });

  it('is enough when only packages of other platforms are missing', () => {
    write('node_modules/.package-lock.json', complete);

    expect(isInstalled(root)).toBe(true);
  });

  it('is nothing in a fresh clone', () => {
    expect(isInstalled(root)).toBe(false);
  });

  it('is stale when a version differs', () => {
    write('node_modules/.package-lock.json', { 'node_modules/nx': { version: '23.2.0' } });

    expect(isInstalled(root)).toBe(false);
  });

  it('is stale when a package of the workspace is not linked', () => {
    write('node_modules/.package-lock.json', complete);
    rmSync(join(root, 'node_modules/@postern/contracts'), { recursive: true });

    expect(isInstalled(root)).toBe(false);
  });
});
