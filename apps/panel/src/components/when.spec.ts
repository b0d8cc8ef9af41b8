import { describe, expect, it } from 'vitest';
import { relative } from './when';

const now = Date.UTC(2026, 0, 31, 12);
const minute = 60_000;

describe('a relative time', () => {
  it.each([
    [30_000, null],
    [5 * minute, '5 minutes ago'],
    [90 * minute, '1 hour ago'],
    [26 * 60 * minute, 'yesterday'],
    [45 * 24 * 60 * minute, 'last month'],
  ])('%i ms ago: %s', (age, words) => {
    expect(relative(now - age, now, 'en')).toBe(words);
  });

  it('may be in the future', () => {
    expect(relative(now + 3 * 24 * 60 * minute, now, 'de')).toBe('in 3 Tagen');
  });
});
