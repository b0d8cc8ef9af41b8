import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type AuthenticationFailure, AuthenticationFailures } from './authentication-failures.js';

describe('failures of client authentication', () => {
  let failures: AuthenticationFailures;
  let heard: AuthenticationFailure[];
  const origin = { address: '192.0.2.7', userAgent: null };
  const fail = (times: number, clientId: string | null = 'app', reason = 'secret.wrong') => {
    for (let time = 0; time < times; time += 1) failures.announce({ clientId, method: null, reason, origin });
  };
  beforeEach(() => {
    vi.useFakeTimers();
    failures = new AuthenticationFailures();
    heard = [];
    failures.onFailure((failure) => heard.push(failure));
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('are told one by one while they are few', () => {
    fail(3);

    expect(heard).toEqual(
      Array.from({ length: 3 }, () => ({
        ...{ clientId: 'app', method: null, reason: 'secret.wrong', origin, unannounced: 0 },
      })),
    );
  });

  it('are sampled under flood, and say how many they stand for', () => {
    fail(500);
    vi.advanceTimersByTime(6000);
    fail(2);

    expect(heard).toHaveLength(11);
    expect(heard.at(-1)?.unannounced).toBe(490);
  });

  it('of one application or reason leave room for those of others', () => {
    fail(500);
    fail(1, 'other');
    fail(1, 'app', 'assertion.replayed');
    fail(500, null, 'client.unknown');

    expect(heard).toHaveLength(22);
  });
});
