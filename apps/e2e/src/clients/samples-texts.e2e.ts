import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { administrationErrorCodes, auditEventTypes, generalErrorCodes, managementScopes } from '@postern/contracts';
import { describe, expect, it } from 'vitest';
import { gatewayGuideNames, Guide, guideNames, guidesFolder } from '../support/guide.js';
import { serverWords } from '../support/server-words.js';

const guides = guideNames.map((name) => new Guide(name));
const gatewayGuides = gatewayGuideNames.map((name) => new Guide(name));
const pages = [...guides, ...gatewayGuides, new Guide('../apis.md')];
/** Languages of blocks that nobody could run as they stand. */
const shown = ['json', 'text', 'ini'];

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
  it.each(pages)('$name marks every command as one that is run, or as values to set', ({ blocks }) => {
    const unmarked = blocks.filter(
      ({ language, mark }) => !shown.includes(language) && !/^(values|sample=[\w-]+)$/.test(mark),
    );

    expect(unmarked).toEqual([]);
  });

  it.each(pages)('$name sets variables in blocks for values, and does nothing else there', ({ blocks }) => {
    const lines = blocks.filter(({ mark }) => mark === 'values').flatMap(({ code }) => code.trim().split('\n'));

    for (const line of lines) expect(line).toMatch(/^export /);
  });

  it.each(pages)('$name has no broken links', ({ name, text }) => {
    const folder = dirname(join(guidesFolder, name));
    const slug = (title: string) =>
      title
        .toLowerCase()
        .replaceAll(/[^\w\- ]/g, '')
        .replaceAll(' ', '-');
    for (const [, file = '', anchor] of text.matchAll(/\]\(((?!https?:)[^)#]*)(?:#([^)]*))?\)/g)) {
      const target = file === '' ? text : readFileSync(join(folder, file), 'utf8');
      expect(existsSync(join(folder, file))).toBe(true);
      if (anchor !== undefined) {
        expect([...target.matchAll(/^#+ (.*)$/gm)].map(([, title = '']) => slug(title))).toContain(anchor);
      }
    }
  });

  it.each(guides)('$name quotes refusals exactly as the server sends them', (guide) => {
    for (const [sentence = '', code] of rowsUnder(guide, '`error_description`')) {
      expect(serverWords).toContain(sentence);
      for (const reason of quoted(code)) expect(serverWords).toMatch(new RegExp(reason.split('.').at(-1) ?? ''));
    }
  });

  it.each(guides)('$name names only existing codes and scopes', (guide) => {
    const known: readonly string[] = [...generalErrorCodes, ...administrationErrorCodes];
    const codes = [...rowsUnder(guide, 'code'), ...rowsUnder(guide, 'status').map(([, codes = '']) => [codes])];
    const scopes = rowsUnder(guide, 'scope').flatMap(([cell]) => quoted(cell));

    expect(codes.flatMap(([cell]) => quoted(cell)).filter((code) => !known.includes(code))).toEqual([]);
    expect(scopes.filter((scope) => !(managementScopes as readonly string[]).includes(scope))).toEqual([]);
  });

  it.each(gatewayGuides)('$name names only existing codes and events of the gateway', ({ text }) => {
    const known: readonly string[] = [...administrationErrorCodes, ...auditEventTypes];
    const named = [...text.matchAll(/`(gateway\.\w+)`/g)].map(([, name = '']) => name);

    expect(named.filter((name) => !known.includes(name))).toEqual([]);
  });
});
