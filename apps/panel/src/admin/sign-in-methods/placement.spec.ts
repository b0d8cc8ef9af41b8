import { describe, expect, it } from 'vitest';
import { changedPlacements, onShelf } from './placement';
import type { Placement } from './placement';

const method = (id: string, group: Placement['group'], position: number, enabled = true): Placement => ({
  id,
  group,
  position,
  enabled,
});
const methods = [
  method('a', 'main', 0),
  method('b', 'main', 1),
  method('c', 'other', 0),
  method('d', 'other', 1, false),
];

describe('placing sign-in methods', () => {
  it('shows each shelf in order', () => {
    expect(onShelf([...methods].reverse(), 'main').map(({ id }) => id)).toEqual(['a', 'b']);
    expect(onShelf(methods, 'disabled').map(({ id }) => id)).toEqual(['d']);
  });

  it('changes only the methods that moved', () => {
    expect(changedPlacements(methods, 'b', 'main', 0)).toEqual([method('b', 'main', 0), method('a', 'main', 1)]);
    expect(changedPlacements(methods, 'a', 'main', 0)).toEqual([]);
  });

  it('shifts the methods on another shelf', () => {
    expect(changedPlacements(methods, 'a', 'other', 0)).toEqual([method('a', 'other', 0), method('c', 'other', 1)]);
  });

  it('keeps a disabled method in its group, so that it returns there', () => {
    expect(changedPlacements(methods, 'a', 'disabled', 9)).toEqual([method('a', 'main', 0, false)]);
  });

  it('stores no order for disabled methods', () => {
    expect(changedPlacements(methods, 'd', 'disabled', 0)).toEqual([]);
  });

  it('appends if the index is beyond the end', () => {
    expect(changedPlacements(methods, 'd', 'other', 99)).toEqual([method('d', 'other', 1)]);
  });
});

describe('a disabled method', () => {
  const method = (id: string, position: number, enabled = true) => ({ id, position, enabled, group: 'main' as const });

  it('returns to its previous position', () => {
    const methods = [method('a', 0, false), method('b', 1), method('c', 2)];

    expect(changedPlacements(methods, 'a', 'main', null)).toEqual([method('a', 0)]);
    expect(changedPlacements([method('a', 0), method('b', 1, false), method('c', 2)], 'b', 'main', null)).toEqual([
      method('b', 1),
    ]);
  });
});
