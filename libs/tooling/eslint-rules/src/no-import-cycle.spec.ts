import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
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
});
