import { describe, expect, it } from 'vitest';
import { readFilter, toQuery } from './event-filter';

describe('the filter of the event log', () => {
  it('is read from the address, without types that do not exist', () => {
    expect(readFilter(new URLSearchParams('type=sign_in.failed&account=u1&search=0a:1b&x=y'))).toEqual({
      type: 'sign_in.failed',
      account: 'u1',
      search: '0a:1b',
    });
    expect(readFilter(new URLSearchParams('type=nonsense')).type).toBeUndefined();
  });

  it('counts both days in, in the reader’s own time zone', () => {
    const { from, to } = toQuery({ from: '2026-03-01', to: '2026-03-01' });

    expect(from).toBe(new Date(2026, 2, 1).toISOString());
    expect(to).toBe(new Date(2026, 2, 2).toISOString());
  });

  it('lets go of what is no day', () => {
    expect(toQuery({ from: 'yesterday' }).from).toBeUndefined();
  });
});
