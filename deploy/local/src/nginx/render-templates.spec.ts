import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { renderTemplate } from './render-templates.js';

const folder = new URL('../../../../nginx/', import.meta.url).pathname;
const templates = ['', 'servers', 'snippets'].flatMap((sub) =>
  readdirSync(join(folder, sub))
    .filter((name) => name.endsWith('.template'))
    .map((name) => join(sub, name)),
);
const read = (path: string) => readFileSync(join(folder, path), 'utf8');

describe('the Nginx templates', () => {
  it('leave names in small letters to Nginx', () => {
    expect(renderTemplate('$host ${uri} ${NAME}', { NAME: 'value' })).toBe('$host ${uri} value');
  });

  it('name nothing that is given no value', () => {
    expect(() => renderTemplate('${TYPO}', {})).toThrow('TYPO');
  });

  it.each(templates)('use only variables that nginx/example.env explains: %s', (path) => {
    const explained = read('example.env').match(/^[A-Z_]+(?==)/gm);
    const used = [...read(path).matchAll(/\$\{([A-Z][A-Z0-9_]*)\}/g)].map(([, name]) => name);

    expect(explained).toEqual(expect.arrayContaining([...new Set(used)].filter((name) => name !== 'NAME')));
  });

  it.each(templates.filter((path) => read(path).includes('proxy_pass ') && !path.includes('gateway')))(
    'guard every proxied location: %s',
    (path) => {
      const locations = read(path)
        .split(/\n {4}location /)
        .slice(1)
        .filter((text) => text.includes('proxy_pass '));
      for (const location of locations) {
        const expected = /\/(certificate|clients)\./.test(path)
          ? 'client-certificate-headers'
          : 'blank-certificate-headers';
        expect(location).toContain(`include snippets/${expected}.conf;`);
        expect(location).toContain('include snippets/proxy.conf;');
        expect(location).toContain('proxy_set_header Host ');
      }
    },
  );

  it('allow no inline scripts or styles', () => {
    for (const path of templates) expect(read(path)).not.toContain('unsafe-inline');
  });
});
