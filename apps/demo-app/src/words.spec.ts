import { AuthorizationResponseError } from 'openid-client';
import { describe, expect, it } from 'vitest';
import { explainAcr, explainAmr, explainError, fromNow } from './words.js';

describe('words', () => {
  it('explain how somebody signed in', () => {
    expect(explainAcr('urn:postern:acr:certificate')).toContain('certificate');
    expect(explainAmr(['pop'])).toBe('proved to have the private key');
  });

  it.each(['password', 'certificate', 'certificate-low', 'certificate-hardware', 'two-factors'])(
    'explain the level %s',
    (level) => {
      expect(explainAcr(`urn:postern:acr:${level}`)).toMatch(/^With a /);
    },
  );

  it('add nothing to values they do not know', () => {
    expect(explainAcr('urn:other')).toBeUndefined();
    expect(explainAmr(['pwd', 'face'])).toBe('password, face');
  });

  it('tell a network failure from everything else', () => {
    expect(explainError(new TypeError('fetch failed')).code).toBe('unreachable');
    expect(explainError(new Error('secret detail'))).not.toMatchObject({ title: expect.stringContaining('secret') });
  });

  it('say that the sign-in was at too low a level', () => {
    const cause = new URLSearchParams({ error: 'unmet_authentication_requirements' });

    expect(explainError(new AuthorizationResponseError('refused', { cause })).title).toBe('This sign-in is not enough');
  });

  it('say how long until and since', () => {
    expect(fromNow(600_000, 0)).toBe('in 10 minutes');
    expect(fromNow(0, 12_000)).toBe('12 seconds ago');
  });
});
