import { defaultGatewayPolicy, defaultGatewayRefusal } from '@postern/contracts';
import type { GatewayClause } from '@postern/contracts';
import { describe, expect, it } from 'vitest';
import { policyProblems } from './policy-problems';
import { newClause } from './policy-tree';

const found = (require: GatewayClause | null) =>
  policyProblems({ require, refusal: defaultGatewayRefusal }).map(({ path, key }) => [
    path,
    key.replace('policy.problem.', ''),
  ]);
const validate = {
  type: 'validate',
  trust: true,
  notBefore: true,
  notAfter: true,
  revocation: true,
  trustAnchorIds: [],
} as const;

describe('policy validation', () => {
  it('accepts the default policy, and one that admits everyone', () => {
    expect(policyProblems(defaultGatewayPolicy)).toEqual([]);
    expect(found(null)).toEqual([]);
  });

  it.each([
    ['SHA-1', 'ab'.repeat(20)],
    ['SHA-256', 'AB:'.repeat(31) + 'AB'],
    ['SHA-1', `\u200e${'a b '.repeat(20)}`],
  ] as const)('takes a %s thumbprint as people copy it: %s', (algorithm, value) => {
    expect(found({ type: 'thumbprint', algorithm, value })).toEqual([]);
  });

  it('reports the path of a thumbprint with a wrong length, at any depth', () => {
    const wrong: GatewayClause = { type: 'thumbprint', algorithm: 'SHA-1', value: 'ab'.repeat(32) };
    const require: GatewayClause = { type: 'any', clauses: [{ type: 'uploaded' }, { type: 'all', clauses: [wrong] }] };

    expect(policyProblems({ require, refusal: defaultGatewayRefusal })).toEqual([
      { path: 'require.clauses.1.clauses.0.value', key: 'policy.problem.thumbprint', values: { digits: 40 } },
    ]);
  });

  it('marks empty fields as errors to show later', () => {
    const problems = (['thumbprint', 'identities'] as const)
      .map(newClause)
      .flatMap((require) => policyProblems({ require, refusal: defaultGatewayRefusal }));

    expect(problems.map(({ early }) => early)).toEqual([true, true]);
  });

  it.each([
    [{ type: 'all', clauses: [] }, [['require', 'group']]],
    [{ type: 'identities', identities: [] }, [['require', 'identities']]],
    [{ type: 'identities', identities: [{}] }, [['require.identities.0', 'identity']]],
    [{ ...validate, trust: false, revocation: true }, [['require.revocation', 'revocation']]],
    [
      { ...validate, trust: false, notBefore: false, notAfter: false, revocation: false },
      [['require', 'nothing_checked']],
    ],
    [{ type: 'token', scopes: ['a', 'b"'], audience: null }, [['require.scopes.1', 'scope']]],
  ] as const)('refuses %j', (require, problems) => {
    expect(found(require)).toEqual(problems);
  });

  it('refuses identities that anyone could claim, unless the policy also checks the issuer', () => {
    const identities: GatewayClause = { type: 'identities', identities: [{ commonName: 'Payroll' }] };

    expect(found(identities)).toEqual([['require.identities.0', 'claimed']]);
    expect(found({ type: 'any', clauses: [identities, validate] })).toEqual([
      ['require.clauses.0.identities.0', 'claimed'],
    ]);
    expect(found({ type: 'all', clauses: [identities, validate] })).toEqual([]);
    expect(found({ type: 'identities', identities: [{ commonName: 'Payroll', thumbprint: 'ab'.repeat(32) }] })).toEqual(
      [],
    );
  });

  it('refuses conditions that are nested too deeply', () => {
    const nest = (depth: number): GatewayClause =>
      depth === 0 ? { type: 'uploaded' } : { type: 'all', clauses: [nest(depth - 1)] };

    expect(found(nest(6))).toEqual([]);
    expect(found(nest(7))).toEqual([[`require${'.clauses.0'.repeat(7)}`, 'depth']]);
  });

  it('requires a reason of one line', () => {
    const refusal = { status: 401, reason: ' ' } as const;

    expect(policyProblems({ require: null, refusal })).toEqual([
      { path: 'refusal.reason', key: 'policy.problem.reason' },
    ]);
  });
});
