import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '../../..');
const read = (file: string) => readFileSync(join(root, file), 'utf8');

/** What the server is made of: no tests, and not the list of texts. */
const sources = ['libs/server', 'libs/key-files/src', 'apps/server/src', 'deploy/nginx-agent/src'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter(
      (file) => file.endsWith('.ts') && !/\.spec\.ts$|problem-texts|(^|\/)(dist|node_modules|testing)\//.test(file),
    )
    .map((file) => read(join(folder, file))),
);

it('an error code that nothing raises does not stay', () => {
  const codes = [...read('libs/contracts/src/error-codes.ts').matchAll(/'([a-z_]+\.[a-z_]+)'/g)].map(
    ([, code]) => code,
  );
  // A union of types, `| 'a.code'`, only says what may be raised.
  const text = sources.join('\n').replace(/^ *\| '.*$/gm, '');

  expect(codes.length).toBeGreaterThan(100);
  expect(codes.filter((code) => !text.includes(`'${code}'`))).toEqual([]);
});
