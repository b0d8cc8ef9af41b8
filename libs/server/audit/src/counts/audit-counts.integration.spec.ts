import { TestApi } from '@postern/management/testing';
import { DataSource } from 'typeorm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { AuditEventEntity, AuditLog, AuditModule } from '../index.js';
import { AuditCounts } from './audit-counts.js';

const parts = { imports: [AuditModule], entities: [AuditEventEntity] };
const day = '2026-03-01';

describe('counts of events', () => {
  let api: TestApi;
  let other: TestApi;
  let method: string;
  beforeAll(async () => {
    process.env['AUDIT_RETENTION_DAYS'] = '0';
    api = await TestApi.start(parts);
    other = await TestApi.start({ ...parts, databaseUrl: api.databaseUrl });
    method = (await api.sql<{ id: string }>('select id from sign_in_method'))[0]!.id;
  });
  afterAll(async () => {
    delete process.env['AUDIT_RETENTION_DAYS'];
    await other?.stop();
    await api?.stop();
  });
  beforeEach(() => api.sql('truncate audit_event, audit_count, audit_tally'));

  const happen = (at: string, type: string, code: string | null = null, methodId: string | null = null, times = 1) =>
    api.sql(
      'insert into audit_event (at, type, code, method_id) select $1, $2, $3, $4 from generate_series(1, $5::int)',
      [`${day}T${at}:00Z`, type, code, methodId, times],
    );
  const read = async (query: string) => (await api.call('GET', `/api/v2/audit-events/counts?${query}`)).body;
  const total = async () => {
    const { items } = await read('periods=100&hours=24');
    return items.reduce((sum: number, { count }: { count: number }) => sum + count, 0);
  };
  const fold = (one = api) => one.get(AuditCounts).fold();

  it('tells periods, types, methods and reasons apart', async () => {
    await happen('08:59', 'sign_in.succeeded', null, method);
    await happen('09:00', 'sign_in.succeeded', null, method, 3);
    await happen('09:59', 'sign_in.failed', 'certificate.expired');
    await happen('10:00', 'sign_out');

    const counted = await read(`to=${day}T09:30:00Z&periods=2`);

    expect(counted).toEqual({
      ...{ from: `${day}T08:00:00.000Z`, to: `${day}T10:00:00.000Z`, hours: 1 },
      items: [
        {
          ...{ from: `${day}T08:00:00.000Z`, type: 'sign_in.succeeded', code: null, count: 1 },
          method: { id: method, type: 'password', name: null },
        },
        {
          ...{ from: `${day}T09:00:00.000Z`, type: 'sign_in.failed', code: 'certificate.expired', count: 1 },
          method: null,
        },
        {
          ...{ from: `${day}T09:00:00.000Z`, type: 'sign_in.succeeded', code: null, count: 3 },
          method: { id: method, type: 'password', name: null },
        },
      ],
    });
    const only = await read(`to=${day}T12:00:00Z&periods=1&hours=4&type=sign_out&type=sign_in.failed`);
    expect(only.items.map(({ type, count }: { type: string; count: number }) => [type, count])).toEqual([
      ['sign_in.failed', 1],
      ['sign_out', 1],
    ]);
  });

  it('is the same before, between and after adding up, by two servers at once', async () => {
    const log = api.get(AuditLog);
    const write = (times: number) =>
      Promise.all(Array.from({ length: times }, () => log.record({ type: 'sign_in.succeeded', methodId: method })));
    await write(50);
    expect(await total()).toBe(50);

    await Promise.all([fold(), fold(other), write(50), fold(), fold(other), fold()]);
    expect(await total()).toBe(100);
    await Promise.all([fold(), fold(other)]);

    expect(await total()).toBe(100);
    expect(await api.sql('select count(*)::int from audit_tally')).toEqual([{ count: 0 }]);
  });

  it('adds up more lines than fit into one statement', async () => {
    await happen('08:00', 'sign_out', null, null, 20_001);

    await fold();

    expect(await api.sql('select events::int from audit_count')).toEqual([{ events: 20_001 }]);
  });

  it('counts what is committed late, and not what is undone', async () => {
    const database = api.get(DataSource);
    const undone = database.createQueryRunner();
    const late = database.createQueryRunner();
    for (const runner of [undone, late]) {
      await runner.startTransaction();
      await runner.query(`insert into audit_event (type) values ('sign_out')`);
    }
    await happen('08:00', 'sign_out');
    await fold();
    await undone.rollbackTransaction();
    await late.commitTransaction();
    for (const runner of [undone, late]) await runner.release();
    await fold();

    expect(await api.sql('select sum(events)::int as events from audit_count')).toEqual([{ events: 2 }]);
  });

  it('is read by the hour, whatever the log has', async () => {
    await api.sql(`insert into audit_count select '2020-01-01Z'::timestamptz + hour * interval '1 hour', 'sign_out',
      gen_random_uuid(), '', 1000 from generate_series(1, 60000) hour`);
    await api.sql('analyze audit_count');
    const plan = await api.sql<{ 'QUERY PLAN': string }>(
      `explain select * from audit_count where hour >= '2026-01-01' and hour < '2026-01-02'`,
    );

    expect(plan.map((line) => line['QUERY PLAN']).join('\n')).toContain('audit_count_pk');
  });

  it('forgets what the log forgets', async () => {
    await happen('08:00', 'sign_out');
    await fold();
    process.env['AUDIT_RETENTION_DAYS'] = '1';
    const third = await TestApi.start({ ...parts, databaseUrl: api.databaseUrl });
    await third.get(AuditCounts).purge();
    await third.stop();
    process.env['AUDIT_RETENTION_DAYS'] = '0';

    expect(await api.sql('select * from audit_count')).toEqual([]);
  });

  it('refuses what is no period, and callers who may not read the log', async () => {
    for (const query of ['hours=5', 'periods=0', 'periods=101', 'to=yesterday', 'type=nonsense']) {
      expect((await api.call('GET', `/api/v2/audit-events/counts?${query}`)).status, query).toBe(422);
    }
    const token = api.tokens.issue({ scopes: ['read:users'] });
    expect((await api.call('GET', '/api/v2/audit-events/counts', { token })).status).toBe(403);
  });

  it('finds failures by their reason', async () => {
    await happen('08:00', 'sign_in.failed', 'certificate.expired');
    await happen('08:00', 'sign_in.failed', 'certificate.revoked');

    const { body } = await api.call('GET', '/api/v2/audit-events?code=certificate.revoked');

    expect(body.items.map(({ code }: { code: string }) => code)).toEqual(['certificate.revoked']);
  });
});
