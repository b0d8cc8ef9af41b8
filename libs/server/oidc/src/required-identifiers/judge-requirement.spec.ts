import { describe, expect, it } from 'vitest';
import { judgeRequirement, type RequiredOf } from './judge-requirement.js';

const now = new Date('2026-06-01T12:00:00Z');
const later = new Date('2026-06-08T12:00:00Z');
const before = new Date('2026-05-01T12:00:00Z');
const each = (id: string, from: Date | null = null): RequiredOf => ({ id, requirement: 'each', from });
const one = (id: string, from: Date | null = null): RequiredOf => ({ id, requirement: 'one', from });
const judge = (required: readonly RequiredOf[], ...held: string[]) => judgeRequirement(required, new Set(held), now);

describe('judging required identifiers', () => {
  it.each([
    ['nothing is required', [], []],
    ['each is there', [each('a'), each('b')], ['a', 'b', 'c']],
    ['one of the group is there', [one('a'), one('b')], ['b']],
    ['one of the group and each other is there', [one('a'), one('b'), each('c')], ['a', 'c']],
  ] as const)('finds nothing lacking where %s', (_, required, held) => {
    expect(judge(required, ...held)).toBeNull();
  });

  it('names each that is missing', () => {
    expect(judge([each('a'), each('b')], 'a')).toEqual({ missing: ['b'], due: true, from: null });
  });

  it('names the whole group where none of it is there', () => {
    expect(judge([one('a'), one('b'), each('c')], 'c')).toEqual({ missing: ['a', 'b'], due: true, from: null });
  });

  it('needs one of the group although another method is there', () => {
    expect(judge([one('a'), each('b')], 'b')?.missing).toEqual(['a']);
  });

  it('is not due before its date, and due from then on', () => {
    expect(judge([each('a', later)])).toEqual({ missing: ['a'], due: false, from: later });
    expect(judge([each('a', before)])).toEqual({ missing: ['a'], due: true, from: null });
    expect(judge([each('a', now)])?.due).toBe(true);
  });

  it('is due as soon as one that is missing is due', () => {
    expect(judge([each('a', later), each('b')])).toMatchObject({ due: true });
    expect(judge([each('a', later), each('b')], 'b')).toMatchObject({ due: false, from: later });
  });
});
