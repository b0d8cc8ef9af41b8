import { describe, expect, it } from 'vitest';
import { explainAcr, explainAmr, explainError, fromNow } from './words.js';

describe('words', () => {
  it('explain how somebody signed in', () => {
    expect(explainAcr('urn:postern:acr:certificate')).toContain('certificate');
    expect(explainAmr(['pop'])).toBe('proved to have the private key');
  });

  it('show values they do not know as they are', () => {
    expect(explainAcr('urn:other')).toBe('urn:other');
    expect(explainAmr(['pwd', 'face'])).toBe('password, face');
  });

  it('tell a network failure from everything else', () => {
    expect(explainError(new TypeError('fetch failed')).code).toBe('unreachable');
    expect(explainError(new Error('secret detail'))).not.toMatchObject({ title: expect.stringContaining('secret') });
  });

  it('say how long until and since', () => {
    expect(fromNow(600_000, 0)).toBe('in 10 minutes');
    expect(fromNow(0, 12_000)).toBe('12 seconds ago');
  });
});
