import { TestApi } from '@postern/management/testing';
import { DataSource } from 'typeorm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { AuditEventEntity, AuditLog, AuditModule, auditInsert, recordBy } from './index.js';

describe('event log', () => {
  let api: TestApi;
  let log: AuditLog;
  beforeAll(async () => {
    process.env['AUDIT_RETENTION_DAYS'] = '30';
    api = await TestApi.start({ imports: [AuditModule], entities: [AuditEventEntity] });
    log = api.get(AuditLog);
  });
  afterAll(async () => {
    delete process.env['AUDIT_RETENTION_DAYS'];
    await api?.stop();
  });
  beforeEach(() => api.sql('truncate audit_event'));
  const rows = () => api.sql<{ type: string; account_id: string | null }>('select * from audit_event order by id');
  const account = '00000000-0000-4000-8000-000000000001';

  it('keeps everything that is known of an event', async () => {
    await log.record({
      type: 'sign_in.failed',
      accountId: account,
      clientId: 'demo',
      methodId: account,
      code: 'certificate.expired',
      origin: { address: '192.0.2.1', userAgent: 'curl' },
      details: { rule: 'certificate' },
    });

    expect(await rows()).toMatchObject([
      {
        ...{ type: 'sign_in.failed', account_id: account, actor_id: null, client_id: 'demo', method_id: account },
        ...{ code: 'certificate.expired', address: '192.0.2.1', user_agent: 'curl', details: { rule: 'certificate' } },
      },
    ]);
  });

  it('drops an event together with the change that is rolled back', async () => {
    const failing = api.get(DataSource).transaction(async (transaction) => {
      await log.recordIn(transaction, { type: 'sign_in_method.updated' });
      throw new Error('no');
    });

    await expect(failing).rejects.toThrow('no');
    expect(await rows()).toEqual([]);
  });

  it('is written by the statement that consumes something, once for each row consumed', async () => {
    const event = auditInsert(2, { from: 'consumed', expressions: { account_id: 'consumed.id' } });
    const text = `with consumed as (select unnest($1::uuid[]) as id), event as (${event.text}) select * from consumed`;
    const consume = (ids: string[]) =>
      api.sql(text, [ids, ...event.values({ type: 'sign_in.succeeded', details: { first: true } })]);

    await consume([]);
    await consume([account]);

    expect(await rows()).toMatchObject([{ type: 'sign_in.succeeded', account_id: account, details: { first: true } }]);
  });

  it('does not fail what already happened when an event cannot be written', async () => {
    await api.sql('alter table audit_event rename to gone');
    try {
      await expect(log.note({ type: 'sign_out' })).resolves.toBeUndefined();
      await expect(log.record({ type: 'sign_out' })).rejects.toThrow();
    } finally {
      await api.sql('alter table gone rename to audit_event');
    }
  });

  it('says whose account a change is about and who made it', () => {
    const origin = { address: '192.0.2.1', userAgent: null };
    const admin = { accountId: 'admin', clientId: 'panel', origin };
    const record = { type: 'account.blocked' } as const;

    expect(recordBy(admin, { ...record, accountId: 'bob' })).toMatchObject({
      ...{ accountId: 'bob', actorId: 'admin', origin, details: {} },
    });
    expect(recordBy(admin, record)).toMatchObject({ accountId: 'admin', actorId: 'admin', origin });
    expect(recordBy({ accountId: null, clientId: 'robot', origin }, record)).toMatchObject({
      ...{ accountId: null, actorId: null, details: { byClient: 'robot' } },
    });
  });

  it('deletes only events that are older than the retention period', async () => {
    await api.sql(
      `insert into audit_event (type, at) select 'sign_out', now() - make_interval(days => 31) from generate_series(1, 10500)`,
    );
    await log.record({ type: 'sign_in.succeeded' });

    expect(await log.purge()).toBe(10_500);
    expect((await rows()).map(({ type }) => type)).toEqual(['sign_in.succeeded']);
  });
});
