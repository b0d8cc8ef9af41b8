import { defaultGatewayPolicy, defaultGatewayRefusal } from '@postern/contracts';
import type { GatewayPolicy } from '@postern/contracts';
import { describe, expect, it } from 'vitest';
import { policyText, readPolicy } from './read-policy';

const everything: GatewayPolicy = {
  require: {
    type: 'all',
    clauses: [
      { type: 'any', clauses: [{ type: 'uploaded' }, { type: 'certificate' }] },
      { type: 'thumbprint', algorithm: 'SHA-256', value: 'ab'.repeat(32) },
      { type: 'validate', trust: true, notBefore: false, notAfter: true, revocation: false, trustAnchorIds: ['a1'] },
      { type: 'identities', identities: [{ commonName: 'Payroll', dnsName: 'pay.example' }] },
      { type: 'token', scopes: ['orders:read'], audience: 'https://orders.example' },
    ],
  },
  refusal: { status: 403, reason: 'No' },
};

const problemOf = (require: unknown) => readPolicy(JSON.stringify({ require })).problem;

describe('a policy as JSON', () => {
  it('round-trips', () => {
    expect(readPolicy(policyText(everything)).policy).toEqual(everything);
    expect(readPolicy(policyText(defaultGatewayPolicy)).policy).toEqual(defaultGatewayPolicy);
  });

  it('may omit members that have defaults', () => {
    expect(readPolicy('{"require":{"type":"validate","trust":false}}').policy).toEqual({
      require: {
        type: 'validate',
        trust: false,
        notBefore: true,
        notAfter: true,
        revocation: false,
        trustAnchorIds: [],
      },
      refusal: defaultGatewayRefusal,
    });
    expect(readPolicy('{"require":{"type":"token"}}').policy?.require).toEqual({
      type: 'token',
      scopes: [],
      audience: null,
    });
  });

  it('does not admit everyone if the condition is omitted', () => {
    expect(readPolicy('{}').problem).toEqual({ path: 'require', key: 'policy.problem.missing' });
    expect(readPolicy('{"require":null}').policy?.require).toBeNull();
  });

  it('is refused with the path of a misspelt member, which would protect less', () => {
    expect(readPolicy('{"requires":null}').problem).toEqual({ path: 'requires', key: 'policy.problem.unknown' });
    expect(problemOf({ type: 'validate', revoked: true })).toMatchObject({ path: 'require.revoked' });
    expect(problemOf({ type: 'all', clauses: [{ type: 'thumb' }] })).toMatchObject({
      path: 'require.clauses.0.type',
      key: 'policy.problem.choice',
    });
    expect(problemOf({ type: 'identities', identities: [{ cn: 'x' }] })).toMatchObject({
      path: 'require.identities.0.cn',
    });
    expect(problemOf({ type: 'all', clauses: 'x' })).toMatchObject({
      path: 'require.clauses',
      key: 'policy.problem.list',
    });
    expect(problemOf({ type: 'thumbprint', algorithm: 'SHA-1', value: 1 })).toMatchObject({
      path: 'require.value',
      key: 'policy.problem.text',
    });
  });

  it.each([
    ['{"require": null,\n  "refusal" 1}', { line: 2, column: 13 }],
    ['{"require": nul', { line: 1, column: 16 }],
  ])('names the line and column at which %j is no JSON', (source, values) => {
    expect(readPolicy(source).problem).toEqual({ path: '', key: 'policy.problem.syntax_at', values });
  });
});
