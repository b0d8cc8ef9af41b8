import { describe, expect, it } from 'vitest';
import { readRetryAfter } from './retry-after';

const now = Date.parse('2026-01-01T00:00:00Z');
const read = (value: string): number | null => readRetryAfter(new Headers({ 'retry-after': value }), now);

describe('Retry-After', () => {
  it.each([
    ['120', 120],
    ['Thu, 01 Jan 2026 00:00:30 GMT', 30],
    ['Wed, 31 Dec 2025 23:59:00 GMT', 0],
    ['soon', null],
  ])('is read from %s', (value, seconds) => {
    expect(read(value)).toBe(seconds);
  });

  it('may be absent', () => {
    expect(readRetryAfter(new Headers())).toBeNull();
  });
});
