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
  it('shows each shelf in its order', () => {
    expect(onShelf([...methods].reverse(), 'main').map(({ id }) => id)).toEqual(['a', 'b']);
    expect(onShelf(methods, 'disabled').map(({ id }) => id)).toEqual(['d']);
  });

  it('changes only what is not where it was', () => {
    expect(changedPlacements(methods, 'b', 'main', 0)).toEqual([method('b', 'main', 0), method('a', 'main', 1)]);
    expect(changedPlacements(methods, 'a', 'main', 0)).toEqual([]);
  });

  it('makes room on another shelf', () => {
    expect(changedPlacements(methods, 'a', 'other', 0)).toEqual([method('a', 'other', 0), method('c', 'other', 1)]);
  });

  it('leaves a method that is switched off in its group, so that it comes back there', () => {
    expect(changedPlacements(methods, 'a', 'disabled', 9)).toEqual([method('a', 'main', 0, false)]);
  });

  it('keeps no order among what is switched off', () => {
    expect(changedPlacements(methods, 'd', 'disabled', 0)).toEqual([]);
  });

  it('goes to the end when told a place beyond it', () => {
    expect(changedPlacements(methods, 'd', 'other', 99)).toEqual([method('d', 'other', 1)]);
  });
});

describe('a method that was switched off', () => {
  const method = (id: string, position: number, enabled = true) => ({ id, position, enabled, group: 'main' as const });

  it('comes back to the place it had', () => {
    const methods = [method('a', 0, false), method('b', 1), method('c', 2)];

    expect(changedPlacements(methods, 'a', 'main', null)).toEqual([method('a', 0)]);
    expect(changedPlacements([method('a', 0), method('b', 1, false), method('c', 2)], 'b', 'main', null)).toEqual([
      method('b', 1),
    ]);
  });
});
