import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '../../../..');
const listed = ['ls-files', '--cached', '--others', '--exclude-standard', '*.ts', '*.tsx', '*.js', '*.mjs'];

/** Such a comment silences the rule that would report it, so it is looked for from outside. */
const switchesEverythingOff = /^\s*\/\*\s*eslint-disable\s*(?:--.*)?\*\//m;

it('no file switches all of ESLint off', () => {
  const files = execFileSync('git', listed, { cwd: root, encoding: 'utf8' }).trim().split('\n');
  const silent = files
    .filter((file) => existsSync(join(root, file)))
    .filter((file) => switchesEverythingOff.test(readFileSync(join(root, file), 'utf8')));

  expect(silent).toEqual([]);
});
