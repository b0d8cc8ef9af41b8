import { describe, expect, it } from 'vitest';
import { credential } from '../../../testing/samples';
import { endingSoon, expiryOf } from './credential-expiry';

const now = Date.parse('2026-06-01T00:00:00Z');
const until = (expires_at: string | null) => ({ ...credential, id: String(expires_at), expires_at });

describe('the expiry of a credential', () => {
  it.each([
    ['2026-12-01T00:00:00Z', 'good', 183],
    ['2026-06-30T23:00:00Z', 'soon', 29],
    ['2026-05-30T00:00:00Z', 'over', 2],
  ])('%s is %s, %d days', (expires_at, phase, days) => {
    expect(expiryOf(until(expires_at), now)).toMatchObject({ phase, days });
  });

  it('may be missing', () => {
    expect(expiryOf(until(null), now)).toBeNull();
  });

  it('is reported from 30 days before expiry, soonest first, for credentials in use', () => {
    const all = ['2026-06-20T00:00:00Z', '2026-05-01T00:00:00Z', '2027-06-20T00:00:00Z', null].map(until);
    const unused = { ...until('2026-06-02T00:00:00Z'), used_by: [] };

    expect(endingSoon([...all, unused], now).map(({ expires_at }) => expires_at)).toEqual([
      '2026-05-01T00:00:00Z',
      '2026-06-20T00:00:00Z',
    ]);
  });
});
