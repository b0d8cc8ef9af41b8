import { describe, expect, it } from 'vitest';
import { callerWith } from '../../testing/callers.js';
import { evaluatePolicy } from './evaluate-policy.js';
import { parsePolicy } from './parse-policy.js';

/** Through the parser, as every policy comes. */
const decide = (require: unknown, parts: Parameters<typeof callerWith>[0]) =>
  evaluatePolicy(parsePolicy({ require }), callerWith(parts));
const codeOf = async (require: unknown, parts: Parameters<typeof callerWith>[0]) => (await decide(require, parts)).code;

describe('a level of sign-in', () => {
  const clause = { type: 'level', levels: ['urn:postern:acr:certificate'], maxAge: 300 };
  const now = Math.floor(Date.now() / 1000);
  const token = (changes: object = {}) => ({
    accessToken: 'token',
    findToken: () =>
      Promise.resolve({
        ...{ scopes: new Set<string>(), audiences: [], certificate: null },
        ...{ acr: 'urn:postern:acr:certificate', amr: ['pop'], authTime: now - 100, ...changes },
      }),
  });

  it('accepts a token of this or a higher level, without a certificate', async () => {
    expect(await decide(clause, token())).toMatchObject({ allowed: true, verified: false });
    expect(await codeOf(clause, token({ acr: 'urn:postern:acr:certificate-hardware' }))).toBeNull();
    expect(await codeOf({ ...clause, maxAge: null }, token({ authTime: 1 }))).toBeNull();
  });

  it('accepts two factors if they were a certificate', async () => {
    const acr = 'urn:postern:acr:two-factors';

    expect(await codeOf(clause, token({ acr, amr: ['pwd', 'pop', 'mfa'] }))).toBeNull();
    expect(await codeOf(clause, token({ acr, amr: ['pwd', 'otp', 'mfa'] }))).toBe('gateway.level_not_reached');
    expect(await codeOf(clause, token({ acr, amr: ['pop', 'mfa'], authTime: now - 400 }))).toBe(
      'gateway.level_not_reached',
    );
  });

  it.each([
    ['another level', { acr: 'urn:postern:acr:password' }, 'gateway.level_not_reached'],
    ['a sign-in of long ago', { authTime: now - 400 }, 'gateway.level_not_reached'],
    ['no level', { acr: null, authTime: null }, 'gateway.level_not_reached'],
    [
      'a token that is bound to a certificate that was not shown',
      { certificate: 'x' },
      'gateway.token_of_another_certificate',
    ],
  ])('refuses %s', async (_, changes, code) => {
    expect(await codeOf(clause, token(changes))).toBe(code);
  });

  it('refuses a call without a token, or with an unknown one', async () => {
    expect(await codeOf(clause, { ...token(), accessToken: null })).toBe('gateway.token_missing');
    expect(await codeOf(clause, { ...token(), findToken: () => Promise.resolve(undefined) })).toBe(
      'gateway.token_invalid',
    );
  });

  it('is one that is known', () => {
    for (const levels of [[], ['certificate'], ['urn:postern:acr:certificate', 1]]) {
      expect(() => parsePolicy({ require: { ...clause, levels } })).toThrow();
    }
    expect(() => parsePolicy({ require: { ...clause, maxAge: -1 } })).toThrow();
  });
});
