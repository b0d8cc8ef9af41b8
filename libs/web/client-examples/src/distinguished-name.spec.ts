import { describe, expect, it } from 'vitest';
import { subjectOption } from './distinguished-name.js';

describe('converting a subject name for openssl', () => {
  it.each([
    ['CN=payroll,O=Example,C=DE', '/C=DE/O=Example/CN=payroll'],
    [String.raw`CN=payroll,O=Example\, Inc.,C=US`, '/C=US/O=Example, Inc./CN=payroll'],
    [String.raw`CN=a\2Cb,C=DE`, '/C=DE/CN=a,b'],
    [String.raw`CN=M\C3\BCller`, '/CN=Müller'],
    ['CN=a/b', String.raw`/CN=a\/b`],
    ['OU=x+CN=y,C=DE', '/C=DE/OU=x+CN=y'],
    ['CN=100% sure', '/CN=100% sure'],
    ['CN = spaced , C = DE', '/C=DE/CN=spaced'],
  ])('turns %s into %s', (name, option) => {
    expect(subjectOption(name)).toBe(option);
  });
});
