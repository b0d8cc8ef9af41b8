import { describe, expect, it } from 'vitest';
import { readPlaces, rememberPlace } from './certificate-place-cookie.js';

const methods = Array.from({ length: 6 }, (_item, index) => `00000000-0000-4000-8000-00000000000${index}`);
const place = 'a1b2c3d4e5f60718';

const remember = (cookie: string | undefined, methodId: string, where: unknown): string | undefined => {
  const headers: string[] = [];
  const raw = { appendHeader: (_name: string, value: string) => headers.push(value) } as never;
  rememberPlace({ headers: { cookie } }, { raw }, methodId, where);
  return headers[0];
};
const valueOf = (setCookie: string | undefined): string => setCookie?.split(';')[0] ?? '';

describe('where a browser signed in with a certificate last', () => {
  it('is remembered by method, for this origin only and out of reach of scripts', () => {
    const cookie = remember(undefined, methods[0]!, place);

    expect(cookie).toMatch(/^__Host-.*; Path=\/; Max-Age=15552000; Secure; HttpOnly; SameSite=Lax$/);
    expect(readPlaces({ headers: { cookie: `a=b; ${valueOf(cookie)}` } })).toEqual(new Map([[methods[0], place]]));
  });

  it('is replaced by a later one, and never grows beyond four methods', () => {
    let cookie = '';
    for (const method of methods) cookie = valueOf(remember(cookie, method, place));
    cookie = valueOf(remember(cookie, methods[4]!, 'ffffffffffffffff'));

    const places = readPlaces({ headers: { cookie } });
    expect([...places.keys()]).toEqual([methods[4], methods[5], methods[3], methods[2]]);
    expect(places.get(methods[4]!)).toBe('ffffffffffffffff');
  });

  it.each([undefined, ['a'], '', 'A1B2C3D4E5F60718', `${place}0`, 'evil.example', 'a; Domain=x'])(
    'ignores a value that is no place: %j',
    (where) => expect(remember(undefined, methods[0]!, where)).toBeUndefined(),
  );

  it('is ignored in any other format', () => {
    const cookie = `__Host-postern_certificate_place=x.${place}_${methods[0]}.evil.example_${methods[1]}.${place}`;

    expect([...readPlaces({ headers: { cookie } }).keys()]).toEqual([methods[1]]);
  });
});
