import { describe, expect, it } from 'vitest';
import { readCookie, readCookies } from './index.js';

const withCookies = (cookie?: string) => ({ headers: { cookie } });

describe('the cookies of a request', () => {
  it('are read in their order, with everything after the first equals sign', () => {
    expect(readCookies(withCookies('a=1; b=2=3; a=4'))).toEqual([
      ['a', '1'],
      ['b', '2=3'],
      ['a', '4'],
    ]);
    expect(readCookie(withCookies('a=1; b=2; a=4'), 'a')).toBe('1');
    expect(readCookie(withCookies('ab=1'), 'a')).toBeUndefined();
    expect(readCookie(withCookies(), 'a')).toBeUndefined();
  });

  it.each([
    'x=1;  __Host-a=forged',
    'x=1;__Host-a=forged',
    ' __Host-a=forged',
    'x=1; __Host-a =forged',
    'x=1;\t__Host-a=forged',
  ])('are never taken for one of another name: %j', (cookie) => {
    expect(readCookie(withCookies(cookie), '__Host-a')).toBeUndefined();
  });
});
