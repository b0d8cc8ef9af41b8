import { describe, expect, it } from 'vitest';
import { timelineOf } from './certificate-timeline.js';

const day = (text: string): Date => new Date(`${text}T00:00:00Z`);

describe('timeline of certificates', () => {
  it('begins with the current month, and has empty months too', () => {
    const ends = [
      { from: null, count: 3 },
      { from: day('2026-12-01'), count: 2 },
      { from: day('2027-02-01'), count: 1 },
      { from: day('2028-01-01'), count: 5 },
    ];

    const { expired, periods, later } = timelineOf(ends, 'month', new Date('2026-12-31T23:59:59Z'));

    expect([expired, later, periods.length]).toEqual([3, 5, 12]);
    expect(periods.slice(0, 3)).toEqual([
      { from: '2026-12-01', count: 2 },
      { from: '2027-01-01', count: 0 },
      { from: '2027-02-01', count: 1 },
    ]);
    expect(periods.at(-1)).toEqual({ from: '2027-11-01', count: 0 });
  });

  it('begins weeks on Monday, also on a Sunday and over the end of a year', () => {
    const { periods } = timelineOf([], 'week', new Date('2027-01-03T12:00:00Z'));

    expect(periods).toHaveLength(26);
    expect(periods.slice(0, 2).map(({ from }) => from)).toEqual(['2026-12-28', '2027-01-04']);
  });
});
