import { describe, expect, it } from 'vitest';
import { readFilter, toQuery } from './event-filter';

describe('the filter of the event log', () => {
  it('is read from the URL, without unknown types', () => {
    expect(readFilter(new URLSearchParams('type=sign_in.failed&account=u1&search=0a:1b&x=y'))).toEqual({
      type: 'sign_in.failed',
      account: 'u1',
      search: '0a:1b',
    });
    expect(readFilter(new URLSearchParams('type=nonsense')).type).toBeUndefined();
  });

  it('includes both days, in the reader’s own time zone', () => {
    const { from, to } = toQuery({ from: '2026-03-01', to: '2026-03-01' });

    expect(from).toBe(new Date(2026, 2, 1).toISOString());
    expect(to).toBe(new Date(2026, 2, 2).toISOString());
  });

  it('ignores invalid dates', () => {
    expect(toQuery({ from: 'yesterday' }).from).toBeUndefined();
  });
});
