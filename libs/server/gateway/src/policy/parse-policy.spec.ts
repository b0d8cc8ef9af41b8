import type { InvalidError } from '@postern/errors';
import { describe, expect, it } from 'vitest';
import { parsePolicy } from './parse-policy.js';

const refusedAt = (policy: unknown): string | undefined => {
  try {
    parsePolicy(policy);
    return undefined;
  } catch (error) {
    return (error as InvalidError).errors?.[0]?.path;
  }
};
const deep = (depth: number): object =>
  depth === 0 ? { type: 'uploaded' } : { type: 'all', clauses: [deep(depth - 1)] };

describe('reading a policy', () => {
  it('fills in defaults', () => {
    expect(parsePolicy({})).toEqual({ require: null, refusal: { status: 401, reason: 'Invalid client certificate' } });
    expect(parsePolicy({ require: { type: 'validate' } }).require).toEqual({
      type: 'validate',
      trust: true,
      notBefore: true,
      notAfter: true,
      revocation: true,
      trustAnchorIds: [],
    });
  });

  it.each([
    ['no object', 'all', 'policy'],
    ['a list', [], 'policy'],
    ['an unknown field', { require: null, allow: true }, 'policy.allow'],
    ['an unknown clause', { require: { type: 'constructor' } }, 'policy.require.type'],
    ['a clause with something extra', { require: { type: 'uploaded', not: true } }, 'policy.require.not'],
    ['a group of nothing', { require: { type: 'any', clauses: [] } }, 'policy.require.clauses'],
    [
      'something too deep',
      { require: deep(7) },
      'policy.require.clauses.0.clauses.0.clauses.0.clauses.0.clauses.0.clauses.0.clauses.0',
    ],
    [
      'a thumbprint of the wrong length',
      { require: { type: 'thumbprint', algorithm: 'SHA-1', value: 'ab'.repeat(32) } },
      'policy.require.value',
    ],
    [
      'a thumbprint that is none',
      { require: { type: 'thumbprint', algorithm: 'SHA-1', value: 'xy'.repeat(20) } },
      'policy.require.value',
    ],
    [
      'an algorithm that nobody uses',
      { require: { type: 'thumbprint', algorithm: 'MD5', value: 'ab' } },
      'policy.require.algorithm',
    ],
    [
      'a validation of nothing',
      { require: { type: 'validate', trust: false, notBefore: false, notAfter: false } },
      'policy.require',
    ],
    [
      'revocation without trust',
      { require: { type: 'validate', trust: false, revocation: true } },
      'policy.require.revocation',
    ],
    ['an identity of nobody', { require: { type: 'identities', identities: [{}] } }, 'policy.require.identities.0'],
    [
      'a name that is none',
      { require: { type: 'identities', identities: [{ thumbprint: 'ab'.repeat(20), subject: 'nobody' }] } },
      'policy.require.identities.0.subject',
    ],
    ['a scope with blanks', { require: { type: 'token', scopes: ['a b'] } }, 'policy.require.scopes.0'],
    ['a status that says yes', { refusal: { status: 200, reason: 'Fine' } }, 'policy.refusal.status'],
    ['a reason of two lines', { refusal: { status: 401, reason: 'No\r\nSet-Cookie: a=b' } }, 'policy.refusal.reason'],
  ])('refuses %s', (_, policy, path) => {
    expect(refusedAt(policy)).toBe(path);
  });

  it('refuses identities that a self-made certificate could claim', () => {
    const identities = { type: 'identities', identities: [{ commonName: 'orders' }] };
    const validate = { type: 'validate' };

    expect(refusedAt({ require: identities })).toBe('policy.require.identities.0');
    expect(refusedAt({ require: { type: 'any', clauses: [validate, identities] } })).toBe(
      'policy.require.clauses.1.identities.0',
    );
    expect(refusedAt({ require: { type: 'all', clauses: [{ ...validate, trust: false }, identities] } })).toBe(
      'policy.require.clauses.1.identities.0',
    );
    expect(refusedAt({ require: { type: 'all', clauses: [identities, validate] } })).toBeUndefined();
    expect(
      refusedAt({ require: { type: 'all', clauses: [validate, { type: 'any', clauses: [identities] }] } }),
    ).toBeUndefined();
  });
});
