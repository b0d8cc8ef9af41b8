import { AuditEventEntity, AuditLog, AuditModule } from '@postern/audit';
import { TestApi } from '@postern/management/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, type MockInstance, vi } from 'vitest';
import { EngineEvents } from './events.js';

describe('events of the engine', () => {
  let api: TestApi;
  let events: EngineEvents;
  let written: MockInstance<AuditLog['note']>;
  const origin = { address: '192.0.2.7', userAgent: null };
  beforeAll(async () => {
    api = await TestApi.start({ imports: [AuditModule], entities: [AuditEventEntity] });
  });
  afterAll(() => api?.stop());
  beforeEach(async () => {
    await api.sql('truncate audit_event');
    vi.useFakeTimers({ toFake: ['performance'] });
    const log = api.get(AuditLog);
    written = vi.spyOn(log, 'note');
    events = new EngineEvents(log);
  });
  afterEach(() => {
    vi.useRealTimers();
    written.mockRestore();
  });

  const fail = (times: number, clientId: string | null = 'app', reason = 'secret.wrong') => {
    for (let time = 0; time < times; time += 1) events.authenticationFailed({ clientId, method: null, reason, origin });
  };
  const recorded = async (): Promise<Record<string, unknown>[]> => {
    await Promise.all(written.mock.results.map(({ value }) => value as Promise<void>));
    return api.sql(`select type, client_id, account_id, code, address, details from audit_event order by id`);
  };

  it('are recorded one by one while failures are few, with the code if the log has a text for it', async () => {
    fail(2);
    fail(1, 'app', 'certificate.expired');

    const failure = { type: 'client.authentication_failed', client_id: 'app', address: '192.0.2.7' };
    const wrong = { ...failure, code: null, details: { reason: 'secret.wrong', method: null } };
    const expired = {
      ...failure,
      code: 'certificate.expired',
      details: { reason: 'certificate.expired', method: null },
    };
    const all = await recorded();
    expect(all).toHaveLength(3);
    expect(all).toEqual(expect.arrayContaining([expect.objectContaining(wrong), expect.objectContaining(expired)]));
  });

  it('are sampled during a flood of failures, with the number of suppressed ones', async () => {
    fail(500);
    vi.advanceTimersByTime(6000);
    fail(2);

    const all = await recorded();
    expect(all).toHaveLength(11);
    expect(all.map(({ details }) => (details as { suppressed?: number }).suppressed).filter(Boolean)).toEqual([490]);
  });

  it('leave room for those of other applications and reasons', async () => {
    fail(500);
    fail(1, 'other');
    fail(1, 'app', 'assertion.replayed');
    fail(500, null, 'client.unknown');

    expect(await recorded()).toHaveLength(22);
  });

  it('record every exchange, a sample of refusals, and a sample of reused assertions', async () => {
    const exchange = { clientId: 'app', accountId: null, grantType: 'x', audience: null, scope: null, origin };
    for (let time = 0; time < 20; time += 1) {
      events.tokenExchanged({ ...exchange, refusal: null });
      events.tokenExchanged({ ...exchange, refusal: 'target.not_allowed' });
      events.assertionReused({ clientId: 'app', origin });
    }

    const all = await recorded();
    const count = (type: string) => all.filter((event) => event['type'] === type).length;
    expect(count('token.exchanged')).toBe(20);
    expect(count('token.exchange_refused')).toBe(10);
    expect(count('client.assertion_reused')).toBe(10);
  });
});
