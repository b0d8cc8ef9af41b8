import { describe, expect, it } from 'vitest';
import { readAddress } from './address';

describe('the address of the page', () => {
  it('names the sign-in, what was presented and what went wrong', () => {
    expect(readAddress({ pathname: '/sign-in/abc', search: '?attempt=t1', hash: '#error=ticket.used' })).toEqual({
      uid: 'abc',
      attempt: 't1',
      error: 'ticket.used',
    });
  });

  it('puts no words of a stranger on the page', () => {
    expect(readAddress({ pathname: '/sign-in/abc', search: '', hash: '#error=Call+this+number' }).error).toBeNull();
  });
});
