import type { RichBlock, RichInline } from '@postern/contracts';
import { describe, expect, it } from 'vitest';
import { isContactAddress, readRichText } from './index.js';

const text = (value: string): RichInline => ({ kind: 'text', text: value });
const paragraph = (...children: RichInline[]): RichBlock => ({ kind: 'paragraph', children });
const plain = (blocks: unknown): string =>
  [...JSON.stringify(blocks).matchAll(/"text":"((?:[^"\\]|\\.)*)"/g)].map(([, value]) => value).join('');
const kinds = (blocks: unknown): readonly string[] =>
  [...new Set([...JSON.stringify(blocks).matchAll(/"kind":"(\w+)"/g)].map(([, kind]) => kind!))].sort();

describe('a formatted text', () => {
  it('has paragraphs, emphasis, links, lists and line breaks', () => {
    const { text: blocks, problems } = readRichText(
      'Use your *card* or **key**.\\\nAsk [the desk](https://help.example.org/a?b=c).\n\n1. Insert\n2. Wait\n   - long\n\n<mailto:desk@example.org>',
    );

    expect(problems.size).toBe(0);
    expect(blocks).toEqual([
      paragraph(
        text('Use your '),
        { kind: 'emphasis', children: [text('card')] },
        text(' or '),
        { kind: 'strong', children: [text('key')] },
        text('.'),
        { kind: 'break' },
        text('Ask '),
        { kind: 'link', url: 'https://help.example.org/a?b=c', children: [text('the desk')] },
        text('.'),
      ),
      {
        kind: 'list',
        ordered: true,
        items: [
          [paragraph(text('Insert'))],
          [paragraph(text('Wait')), { kind: 'list', ordered: false, items: [[paragraph(text('long'))]] }],
        ],
      },
      paragraph({ kind: 'link', url: 'mailto:desk@example.org', children: [text('mailto:desk@example.org')] }),
    ]);
  });

  it.each([
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '<a href="javascript:alert(1)">x</a>',
    '![logo](https://tracker.test/p.png)',
    '# Heading',
    '> quote',
    '    code',
    '`code`',
    '***',
    '&#x202e;txt.exe&#8238;',
    '&lt;script&gt;',
    '[x]: https://evil.test "t"',
  ])('keeps %s as plain text', (hostile) => {
    const { text: blocks } = readRichText(hostile);

    expect(kinds(blocks).filter((kind) => kind !== 'link')).toEqual(['paragraph', 'text']);
    expect(plain(blocks).length).toBeGreaterThan(0);
    expect(JSON.stringify(blocks)).not.toContain('\u202e');
  });

  it.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'data:text/html,x',
    'http://plain.test',
    '//evil.test',
    '/panel/',
    'https:panel',
    'https:/panel',
    'https://user:pw@evil.test',
    'vbscript:x',
    'mailto:a@b.test?bcc=c@d.test',
    'blob:https://x.test/1',
  ])('refuses a link to %s, and shows its words without it', (address) => {
    const { text: blocks, problems } = readRichText(`[press here](<${address}>)`);

    expect([...problems]).toEqual(['link']);
    expect(blocks).toEqual([paragraph(text('press here'))]);
  });

  it.each([
    ['lists', '- '.repeat(999) + 'x'],
    ['numbers', '1.\t'.repeat(666) + 'x'],
    ['emphasis', '*_'.repeat(499) + 'x' + '_*'.repeat(499)],
    ['brackets', '['.repeat(1000) + ']('.repeat(500)],
  ])('refuses %s that are nested as deeply as a text is long, and shows them as they are', (_, markdown) => {
    const { text: blocks, problems } = readRichText(markdown);

    expect([...problems]).toEqual(['depth']);
    expect(blocks).toEqual([paragraph(text(markdown))]);
  });

  it('refuses lists within lists within lists without end', () => {
    expect([...readRichText('- '.repeat(9) + 'x').problems]).toEqual(['depth']);
    expect([...readRichText('- '.repeat(8) + 'x').problems]).toEqual([]);
  });
});

describe('an address of who helps', () => {
  it.each(['https://help.example.org', 'mailto:help@example.org'])('may be %s', (address) => {
    expect(isContactAddress(address)).toBe(true);
  });

  it.each([
    'help@example.org',
    'http://a.test',
    'mailto:',
    'mailto:a@b.test,c@d.test',
    'https://a.test/\u202e',
    'tel:1',
  ])('is not %s', (address) => {
    expect(isContactAddress(address)).toBe(false);
  });
});
