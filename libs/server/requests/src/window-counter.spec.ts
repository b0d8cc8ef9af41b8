import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { WindowCounter } from './window-counter.js';

describe('a window counter', () => {
  beforeEach(() => void vi.useFakeTimers({ now: 1_000_000 }));
  afterEach(() => void vi.useRealTimers());

  it('counts each key by itself until its window ends', () => {
    const counter = new WindowCounter(60_000);
    expect([counter.add('a'), counter.add('a', 2), counter.add('b')]).toEqual([1, 3, 1]);

    vi.advanceTimersByTime(59_000);
    expect([counter.used('a'), counter.secondsLeft('a')]).toEqual([3, 1]);

    vi.advanceTimersByTime(1000);
    expect([counter.used('a'), counter.add('a')]).toEqual([0, 1]);
  });

  it('takes back what was used, and no more', () => {
    const counter = new WindowCounter(60_000);
    counter.add('a', 2);
    counter.giveBack('a');
    expect(counter.used('a')).toBe(1);

    counter.giveBack('a', 5);
    counter.giveBack('never seen');
    expect([counter.used('a'), counter.used('never seen')]).toEqual([0, 0]);
  });

  it('keeps its counts when there are too many keys, and counts further keys together', () => {
    const counter = new WindowCounter(60_000, 100);
    counter.add('early', 7);
    for (let key = 0; key < 50_000; key += 1) counter.add(`flood ${key}`);

    expect(counter.used('early')).toBe(7);
    expect(counter.size).toBeLessThanOrEqual(100 + 4096);
    expect(counter.add('flood 49999')).toBeGreaterThan(1);
  });

  it('has room again when windows have ended', () => {
    const counter = new WindowCounter(60_000, 2);
    for (const key of ['a', 'b', 'c', 'd']) counter.add(key);
    vi.advanceTimersByTime(60_000);
    counter.add('e');

    expect([counter.size, counter.used('e')]).toEqual([1, 1]);
  });
});
