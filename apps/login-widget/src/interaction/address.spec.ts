import { describe, expect, it } from 'vitest';
import { readAddress } from './address';

describe('the address of the page', () => {
  it('gives the sign-in, the presented certificate and the error', () => {
    expect(readAddress({ pathname: '/sign-in/abc', search: '?attempt=t1', hash: '#error=ticket.used' })).toEqual({
      uid: 'abc',
      attempt: 't1',
      error: 'ticket.used',
    });
  });

  it('shows no text taken from a link', () => {
    expect(readAddress({ pathname: '/sign-in/abc', search: '', hash: '#error=Call+this+number' }).error).toBeNull();
  });
});
