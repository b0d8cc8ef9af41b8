import type { GatewayClause } from '@postern/contracts';
import { describe, expect, it } from 'vitest';
import { clauseAt, conditionPath, conditionsOf, requireOf, same } from './policy-tree';

const uploaded: GatewayClause = { type: 'uploaded' };
const certificate: GatewayClause = { type: 'certificate' };

describe('the form of a policy', () => {
  it.each([
    [uploaded],
    [{ type: 'all', clauses: [uploaded, certificate] }],
    [{ type: 'any', clauses: [certificate, { type: 'all', clauses: [uploaded] }] }],
  ] as const)('shows %j and gives the same back', (require: GatewayClause) => {
    expect(requireOf(conditionsOf(require))).toEqual(require);
  });

  it('creates a group for two or more conditions, and none for a single one', () => {
    expect(requireOf({ mode: 'any', clauses: [uploaded, certificate] })).toEqual({
      type: 'any',
      clauses: [uploaded, certificate],
    });
    expect(requireOf({ mode: 'any', clauses: [uploaded] })).toEqual(uploaded);
  });

  it('identifies each condition by the server’s path', () => {
    const require: GatewayClause = { type: 'all', clauses: [uploaded, certificate] };

    expect(conditionPath(require, 'require', 1)).toBe('require.clauses.1');
    expect(conditionPath(uploaded, 'require', 0)).toBe('require');
    expect(clauseAt({ require }, 'require.clauses.1')).toBe(certificate);
    expect(clauseAt({ require }, 'require.clauses.2')).toBeUndefined();
    expect(clauseAt({ require: null }, 'require')).toBeUndefined();
  });
});

describe('the comparison of two policies', () => {
  it.each([
    [{ a: 1, b: [1, 2] }, { b: [1, 2], a: 1 }, true],
    [{ a: 1 }, { a: 1, b: null }, false],
    [[1, 2], [2, 1], false],
    [null, {}, false],
    [[], {}, false],
  ])('%j and %j', (one, other, expected) => {
    expect(same(one, other)).toBe(expected);
  });
});
