import { execFileSync } from 'node:child_process';
import { cpSync, lstatSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findPostgresBinaries, linkLibraries } from './binaries.js';

let root: string;
const libraries = () => readdirSync(join(root, 'native/lib'), { withFileTypes: true });

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'postern-binaries-'));
  // As npm unpacks it: without a single link.
  cpSync(dirname(findPostgresBinaries().folder), root, {
    recursive: true,
    filter: (path) => !lstatSync(path).isSymbolicLink(),
  });
}, 60_000);
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe('PostgreSQL from npm, installed without install scripts', () => {
  it('gets the links that its libraries need, and runs', () => {
    expect(libraries().filter((entry) => entry.isSymbolicLink())).toEqual([]);

    linkLibraries(root);
    linkLibraries(root);

    const links = JSON.parse(readFileSync(join(root, 'native/pg-symlinks.json'), 'utf8')) as { target: string }[];
    for (const { target } of links) expect(realpathSync(join(root, target))).toContain(realpathSync(root));
    expect(execFileSync(join(root, 'native/bin/postgres'), ['--version']).toString()).toContain('PostgreSQL');
  });
});
