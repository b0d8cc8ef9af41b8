import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Linter } from 'eslint';
import { parser } from 'typescript-eslint';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { noImportCycle } from './no-import-cycle.rule.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'postern-cycle-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Writes the files, then lints the first of them. */
const lint = (files: Readonly<Record<string, string>>) => {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  const [name, text] = Object.entries(files)[0]!;
  return new Linter({ cwd: folder })
    .verify(
      text,
      {
        files: ['**/*.ts'],
        languageOptions: { parser },
        plugins: { postern: { rules: { 'no-import-cycle': noImportCycle } } },
        rules: { 'postern/no-import-cycle': 'error' },
      },
      join(folder, name),
    )
    .map(({ message }) => message);
};

describe('no-import-cycle', () => {
  it('refuses two files that import each other', () => {
    const messages = lint({ 'a.ts': `import { b } from './b.js';`, 'b.ts': `import { a } from './a.js';` });

    expect(messages).toEqual(['Circular import: a.ts → b.ts → a.ts.']);
  });

  it('refuses a longer circle that goes through type imports and re-exports', () => {
    const messages = lint({
      'a.ts': `import type { B } from './b.js';`,
      'b.ts': `export * from './c.js';`,
      'c.ts': `import type { A } from './a.js';`,
    });

    expect(messages).toEqual(['Circular import: a.ts → b.ts → c.ts → a.ts.']);
  });

  it('takes two files that share a third', () => {
    const messages = lint({
      'a.ts': `import { b } from './b.js';\nimport { c } from './c.js';`,
      'b.ts': `import { c } from './c.js';`,
      'c.ts': `export const c = 1;`,
    });

    expect(messages).toEqual([]);
  });

  it('refuses two folders that import each other, though no file does', () => {
    const messages = lint({
      'keys/list.ts': `import { name } from '../names/name.js';`,
      'names/name.ts': `export const name = 1;`,
      'names/label.ts': `import type { Key } from '../keys/key.js';`,
      'keys/key.ts': `export type Key = string;`,
    });

    expect(messages).toEqual([
      'Circular folders: keys → names → keys. Move what both need below them, or this file to where it is used.',
    ]);
  });

  it('refuses a circle of folders that goes through a file beside them', () => {
    const messages = lint({
      'keys/key.ts': `import { owner } from '../owner.js';`,
      'owner.ts': `import { name } from './names/name.js';`,
      'names/name.ts': `import { size } from '../keys/size.js';`,
      'keys/size.ts': `export const size = 1;`,
    });

    expect(messages[0]).toContain('Circular folders: keys → owner.ts → names → keys.');
  });

  it('takes folders in layers, an index above them and tests that look anywhere', () => {
    const name = { 'names/name.ts': `import { size } from '../keys/size.js';` };
    const size = { 'keys/size.ts': `export const size = 1;` };
    const test = { 'keys/size.spec.ts': `import { name } from '../names/name.js';` };
    const index = { 'index.ts': `export * from './names/name.js';\nexport * from './keys/size.js';` };

    expect(lint({ ...name, ...size, ...test, ...index })).toEqual([]);
    expect(lint({ ...test, ...name, ...size, ...index })).toEqual([]);
    expect(lint({ ...index, ...name, ...size, ...test })).toEqual([]);
  });
});
