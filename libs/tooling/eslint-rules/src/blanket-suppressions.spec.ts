import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '../../../..');
const isSource = (file: string) => /\.(ts|tsx|js|mjs)$/.test(file) && !/(^|\/)(node_modules|dist)\//.test(file);

/** Such a comment silences the rule that would report it, so it is looked for from outside. */
const switchesEverythingOff = /^\s*\/\*\s*eslint-disable\s*(?:--.*)?\*\//m;

it('no file switches all of ESLint off', () => {
  const files = ['apps', 'libs', 'deploy', 'nginx'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file)),
  );

  const sources = files.filter(isSource);
  expect(sources.length).toBeGreaterThan(100);
  expect(sources.filter((file) => switchesEverythingOff.test(readFileSync(join(root, file), 'utf8')))).toEqual([]);
});
