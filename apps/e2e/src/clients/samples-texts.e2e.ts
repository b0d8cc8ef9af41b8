import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { administrationErrorCodes, generalErrorCodes, managementScopes } from '@postern/contracts';
import { describe, expect, it } from 'vitest';
import { Guide, guideNames, guidesFolder } from '../support/guide.js';

const guides = guideNames.map((name) => new Guide(name));
const engine = fileURLToPath(new URL('../../../../libs/server/oidc/src/', import.meta.url));
const sources = readdirSync(engine, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'))
  .map((file) => readFileSync(join(engine, file), 'utf8'))
  .join('\n')
  // Sentences with a value in them are told with an example.
  .replaceAll('${found}', 'jku')
  .replaceAll('${lifetime}', '600');

/** Rows of the tables whose first column has this heading, cell by cell. */
const rowsUnder = ({ text }: Guide, heading: string): string[][] =>
  text
    .split(/\n\n/)
    .filter((part) => part.startsWith(`| ${heading} |`))
    .flatMap((table) => table.trim().split('\n').slice(2))
    .map((row) => row.split(/(?<!\\)\|/).map((cell) => cell.trim()))
    .map((cells) => cells.slice(1, -1));

const quoted = (cell = ''): string[] => [...cell.matchAll(/`([\w.:]+)`/g)].map(([, text = '']) => text);

describe('the guides', () => {
  it.each(guides)('$name marks every command as one that is run, or as values to set', ({ blocks }) => {
    const unmarked = blocks.filter(
      ({ language, mark }) => language !== 'json' && !/^(values|sample=[\w-]+)$/.test(mark),
    );

    expect(unmarked).toEqual([]);
  });

  it.each(guides)('$name sets variables in blocks for values, and does nothing else there', ({ blocks }) => {
    const lines = blocks.filter(({ mark }) => mark === 'values').flatMap(({ code }) => code.trim().split('\n'));

    for (const line of lines) expect(line).toMatch(/^export /);
  });

  it.each(guides)('$name leads to places that are there', ({ text }) => {
    const slug = (title: string) =>
      title
        .toLowerCase()
        .replaceAll(/[^\w\- ]/g, '')
        .replaceAll(' ', '-');
    for (const [, file = '', anchor] of text.matchAll(/\]\(((?!https?:)[^)#]*)(?:#([^)]*))?\)/g)) {
      const target = file === '' ? text : readFileSync(join(guidesFolder, file), 'utf8');
      expect(existsSync(join(guidesFolder, file))).toBe(true);
      if (anchor !== undefined) {
        expect([...target.matchAll(/^#+ (.*)$/gm)].map(([, title = '']) => slug(title))).toContain(anchor);
      }
    }
  });

  it.each(guides)('$name explains refusals in the words of the server', (guide) => {
    for (const [sentence = '', code] of rowsUnder(guide, '`error_description`')) {
      expect(sources).toContain(sentence);
      for (const reason of quoted(code)) expect(sources).toMatch(new RegExp(reason.split('.').at(-1) ?? ''));
    }
  });

  it.each(guides)('$name names codes and scopes that there are', (guide) => {
    const known: readonly string[] = [...generalErrorCodes, ...administrationErrorCodes];
    const codes = [...rowsUnder(guide, 'code'), ...rowsUnder(guide, 'status').map(([, codes = '']) => [codes])];
    const scopes = rowsUnder(guide, 'scope').flatMap(([cell]) => quoted(cell));

    expect(codes.flatMap(([cell]) => quoted(cell)).filter((code) => !known.includes(code))).toEqual([]);
    expect(scopes.filter((scope) => !(managementScopes as readonly string[]).includes(scope))).toEqual([]);
  });
});
