import { TestApi } from '@postern/management/testing';
import { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AuditEventEntity, AuditLog, AuditModule } from './index.js';

describe('event log API', () => {
  let api: TestApi;
  let ada: string;
  let bob: string;
  let method: string;
  beforeAll(async () => {
    api = await TestApi.start({ imports: [AuditModule], entities: [AuditEventEntity] });
    const account = async (username: string, name: string) =>
      (
        await api.sql<{ id: string }>('insert into account (username, name) values ($1, $2) returning id', [
          username,
          name,
        ])
      )[0]!.id;
    ada = await account('ada', '=HYPERLINK("https://evil.test")');
    bob = await account('bob', 'Bob');
    method = (await api.sql<{ id: string }>('select id from sign_in_method'))[0]!.id;
    await api.sql(
      `insert into client (client_id, name, app_type, metadata) values ('demo', 'Demo application', 'spa', '{}')`,
    );
    const log = api.get(AuditLog);
    const origin = { address: '192.0.2.1', userAgent: '@SUM(1)' };
    await log.record({ type: 'sign_in.succeeded', accountId: ada, clientId: 'demo', methodId: method, origin });
    await log.record({ type: 'sign_in.failed', code: 'certificate.expired', clientId: 'demo', origin });
    await log.record({ type: 'account.blocked', accountId: ada, actorId: bob, origin, details: { note: 'a "b", c' } });
    await log.record({ type: 'sign_in.succeeded', accountId: bob, clientId: 'other', origin });
    await api.sql(`update audit_event set at = '2026-01-01T00:00:00Z' where type = 'sign_in.failed'`);
  });
  afterAll(async () => {
    await api?.stop();
  });
  const list = async (query: string) => (await api.call('GET', `/api/v2/audit-events${query}`)).body;
  const types = async (query: string) => (await list(query)).items.map(({ type }: { type: string }) => type);

  it('lists events newest first, with names', async () => {
    const { items, next } = await list('');

    expect(next).toBeNull();
    expect(items.map(({ type }: { type: string }) => type)).toEqual([
      'sign_in.succeeded',
      'account.blocked',
      'sign_in.failed',
      'sign_in.succeeded',
    ]);
    expect(items[1]).toMatchObject({
      account: { id: ada, username: 'ada' },
      actor: { id: bob, username: 'bob', name: 'Bob' },
    });
    expect(items[2]).toMatchObject({ account: null, method: null, code: 'certificate.expired' });
    expect(items[2]).toMatchObject({ clientId: 'demo', clientName: 'Demo application' });
    expect(items[0]).toMatchObject({ clientId: 'other', clientName: null });
    expect(items[3]).toMatchObject({
      ...{ method: { id: method, type: 'password', name: null }, address: '192.0.2.1', userAgent: '@SUM(1)' },
    });
  });

  it('filters by type, account, application, method and time', async () => {
    expect(await types('?type=sign_in.failed')).toEqual(['sign_in.failed']);
    expect(await types(`?account=${ada}`)).toEqual(['account.blocked', 'sign_in.succeeded']);
    expect(await types('?client=demo')).toEqual(['sign_in.failed', 'sign_in.succeeded']);
    expect(await types(`?method=${method}`)).toEqual(['sign_in.succeeded']);
    expect(await types('?to=2026-02-01')).toEqual(['sign_in.failed']);
    expect(await types('?from=2026-02-01T00:00:00Z&type=account.blocked')).toEqual(['account.blocked']);
    expect(await types(`?account=${ada}&client=other`)).toEqual([]);
  });

  it('finds events by names and labels of every language', async () => {
    await api.sql(`insert into audit_event (type, details) values ('identifier.linked', '{"label": "Åsa Öberg"}')`);
    await api.sql(`insert into audit_event (type, client_id, details) values ('sign_out', 'gone', '{"count": 7}')`);

    for (const search of ['a\u030aSA', 'öBERG', 'sa o\u0308b']) {
      expect(await types(`?search=${encodeURIComponent(search)}`), search).toEqual(['identifier.linked']);
    }
    expect(await types('?search=hyperlink')).toEqual(['account.blocked', 'sign_in.succeeded']);
    expect(await types('?search=BOB')).toEqual(['sign_in.succeeded', 'account.blocked']);
    expect(await types('?search=Demo%20app')).toEqual(['sign_in.failed', 'sign_in.succeeded']);
    expect(await types('?search=192.0.2.1&type=sign_in.failed')).toEqual(['sign_in.failed']);
    expect(await types('?search=label')).toEqual([]);
    expect(await types('?search=%25')).toEqual([]);
    expect(await types('?search=')).toHaveLength(6);
    await api.sql(`delete from audit_event where type = 'identifier.linked' or client_id = 'gone'`);
  });

  it('finds events by every spelling of a serial number or thumbprint', async () => {
    const sha256 = 'ab01'.repeat(16);
    const sha1 = '00c2'.repeat(10);
    await api.sql(
      `insert into certificate (sha256, der, summary, not_before, not_after, sha1)
       values (decode($1, 'hex'), '', '{}', now(), now(), decode($2, 'hex'))`,
      [sha256, sha1],
    );
    await api.sql(
      `insert into audit_event (type, code, details) values ('sign_in.failed', 'certificate.revoked', $1)`,
      [{ name: 'Åsa', serialNumber: '0A1B2C', sha256 }],
    );
    await api.sql(`insert into audit_event (type, details) values ('gateway.caller_added', $1)`, [
      { thumbprints: ['ff', 'cd23'.repeat(16)] },
    ]);
    const pairs = (text: string, separator: string) => (text.match(/../g) ?? []).join(separator);
    const spellings = [
      ...['0a1b2c', 'A1B2C', '0x0A1B2C', '00:0a:1b:2c', '\u200e0a 1b 2c'],
      ...[sha256, pairs(sha256.toUpperCase(), ':'), `0x${sha256}`, pairs(sha256, ' '), sha256.slice(0, 12)],
      ...[sha1, pairs(sha1.toUpperCase(), ':')],
    ];

    for (const spelling of spellings) {
      expect(await types(`?search=${encodeURIComponent(spelling)}`), spelling).toEqual(['sign_in.failed']);
    }
    expect(await types('?search=CD23CD')).toEqual(['gateway.caller_added']);
    expect(await types('?search=23cd23')).toEqual([]);
    const exported = await api.call('GET', '/api/v2/audit-events/export?format=json&search=0x0a1b2c');
    expect(exported.body).toHaveLength(1);
    await api.sql(`delete from audit_event where type = 'gateway.caller_added' or code = 'certificate.revoked'`);
  });

  it.each(['%', '_', '\\', '.*', '(a+)+$', "'", '"', '$1', ' --', '\u0301'])(
    'searches for %j literally and finds the one event that contains it',
    async (words) => {
      const label = `x${words}y`;
      await api.get(AuditLog).record({ type: 'identifier.linked', accountId: bob, details: { label } });

      const found = await list(`?search=${encodeURIComponent(`x${words}`)}`);

      expect(found.items.map(({ details }: { details: unknown }) => details)).toEqual([{ label }]);
      await api.sql(`delete from audit_event where details ->> 'label' = $1`, [label]);
    },
  );

  it('tells the client to retry when the database cancels a search', async () => {
    process.env['DATABASE_STATEMENT_TIMEOUT'] = '1500';
    const hasty = await TestApi.start({
      ...{ imports: [AuditModule], entities: [AuditEventEntity], databaseUrl: api.databaseUrl },
    });
    try {
      const answer = await api.get(DataSource).transaction(async (manager) => {
        await manager.query('lock table audit_event in access exclusive mode');
        return hasty.call('GET', '/api/v2/audit-events?search=a');
      });

      expect(answer).toMatchObject({ status: 503, body: { code: 'server.unavailable' } });
      expect(answer.headers['retry-after']).toBe('2');
    } finally {
      delete process.env['DATABASE_STATEMENT_TIMEOUT'];
      await hasty.stop();
    }
  });

  it('goes through all pages by its cursor', async () => {
    const seen: string[] = [];
    for (let cursor = ''; ;) {
      const { items, next } = await list(`?limit=1${cursor}`);
      seen.push(...items.map(({ id }: { id: string }) => id));
      if (next === null) break;
      cursor = `&before=${next}`;
    }

    expect(seen).toHaveLength(4);
    expect(new Set(seen).size).toBe(4);
  });

  it.each([
    '?limit=201',
    '?limit=0',
    '?before=x',
    '?before=99999999999999999999',
    '?type=nothing',
    '?account=x',
    '?from=now',
    '?from=2026-W01',
    '?to=2026-13-01',
    '?from=2026-01-01T00:00',
  ])('refuses %s', async (query) => {
    expect(await api.call('GET', `/api/v2/audit-events${query}`)).toMatchObject({
      status: 422,
      body: { code: 'request.invalid' },
    });
  });

  it('needs its scope and the right role', async () => {
    const call = async (token: string, path = '') =>
      (await api.call('GET', `/api/v2/audit-events${path}`, { token })).status;

    expect(await call(api.tokens.issue({ scopes: ['read:users'] }))).toBe(403);
    expect(await call(api.tokens.issue({ scopes: ['read:users'] }), '/export')).toBe(403);
    expect(await call(api.tokens.issue({ accountId: bob, role: 'member' }), '/export')).toBe(403);
    expect(await call(api.tokens.issue({ accountId: bob, role: 'manager' }))).toBe(200);
  });

  it('exports CSV that a spreadsheet reads as text only', async () => {
    const answer = await api.call('GET', `/api/v2/audit-events/export?account=${ada}`);

    expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(answer.headers['content-disposition']).toBe('attachment; filename="events.csv"');
    const lines = answer.text.trimEnd().split('\r\n');
    expect(lines).toHaveLength(3);
    expect(lines[0]).toMatch(/^"id","at","type","account_id"/);
    expect(lines[1]).toContain(`"'=HYPERLINK(""https://evil.test"")"`);
    expect(lines[1]).toContain(`"'@SUM(1)"`);
    expect(lines[1]).toContain(`"{""note"": ""a \\""b\\"", c""}"`.replace('": "', '":"').replaceAll('"": ""', '"":""'));
    expect(answer.text).not.toMatch(/(^|,)"?[=+@]/m);
  });

  it('exports JSON, also when nothing matches', async () => {
    const all = await api.call('GET', '/api/v2/audit-events/export?format=json');
    const none = await api.call('GET', '/api/v2/audit-events/export?format=json&client=nobody');

    expect(all.body).toEqual((await list('')).items);
    expect(none.body).toEqual([]);
  });

  it('exports more events than one statement reads', async () => {
    await api.sql(`insert into audit_event (type, client_id) select 'sign_out', 'many' from generate_series(1, 1201)`);

    const { body } = await api.call('GET', '/api/v2/audit-events/export?format=json&client=many');

    expect(new Set(body.map(({ id }: { id: string }) => id)).size).toBe(1201);
  });

  it('shows people what happened to their own account, without the address of an administrator', async () => {
    const token = api.tokens.issue({ accountId: ada, role: 'member', scopes: ['read:me'] });

    const { body } = await api.call('GET', '/api/v2/me/activity?limit=10', { token });

    expect(body.items).toMatchObject([
      { type: 'account.blocked', address: null, userAgent: null },
      { type: 'sign_in.succeeded', address: '192.0.2.1' },
    ]);
  });
});
