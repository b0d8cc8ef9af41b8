import { describe, expect, it } from 'vitest';
import { domainOf, domainOfAddress } from './domain-name.js';

describe('a domain', () => {
  it.each([
    ['Example.ORG', 'example.org'],
    [' north.example. ', 'north.example'],
    ['größe.example', 'xn--gre-6ka8i.example'],
    ['a.b.c.example', 'a.b.c.example'],
  ])('%s is stored as %s', (text, domain) => {
    expect(domainOf(text)).toBe(domain);
  });

  it.each(['', 'localhost', '.', 'a..b', '-a.example', 'a-.example', 'a b.example', '10.0.0.1', '[::1]', '*.example'])(
    '%j is none',
    (text) => {
      expect(domainOf(text)).toBeUndefined();
    },
  );

  it.each([
    'https://a.example',
    'a.example/x',
    'a%2eexample.org',
    'a@b.example',
    `${'a'.repeat(64)}.example`,
    `${'a.'.repeat(127)}example`,
  ])('%s is none either', (text) => {
    expect(domainOf(text)).toBeUndefined();
  });

  it('is that of an e-mail address', () => {
    expect(domainOfAddress('Ada@North.Example')).toBe('north.example');
    expect(domainOfAddress('"a@b"@north.example')).toBe('north.example');
    expect(domainOfAddress('north.example')).toBe('north.example');
    expect(domainOfAddress('ada')).toBeUndefined();
    expect(domainOfAddress('ada@')).toBeUndefined();
  });
});
