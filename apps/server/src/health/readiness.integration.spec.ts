import { createAuthority } from '@postern/dev-pki';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestServer } from '../../testing/test-server.js';

let server: TestServer;

beforeAll(async () => {
  server = await TestServer.start();
});
afterAll(() => server?.stop());

const ready = async () => {
  const { status, headers, body } = await server.send('/health/ready');
  return { status, retryAfter: headers['retry-after'], checks: (body as { readonly checks: object }).checks };
};
const up = { status: 200, retryAfter: undefined, checks: { database: 'up', keys: 'up', trustStore: 'up' } };

/** Changes the methods as another process would. */
const changeMethods = async (statement: string, ...values: unknown[]): Promise<void> => {
  await server.sql(statement, values);
  server.announce('sign_in_method');
};

describe('readiness', () => {
  it('is up when everything that a sign-in needs is available', async () => {
    expect(await ready()).toEqual(up);
  });

  it('is down while the database is away, and up again by itself; the process stays alive', async () => {
    const { pathname } = new URL(server.databaseUrl);
    const name = pathname.slice(1);
    const other = new Client({ connectionString: server.databaseUrl.replace(pathname, '/postgres') });
    await other.connect();
    await other.query(`alter database ${name} allow_connections false`);
    await other.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [name]);

    await expect.poll(ready).toMatchObject({ status: 503, retryAfter: '2', checks: { database: 'down', keys: 'up' } });
    expect((await server.send('/health/live')).status).toBe(200);
    await other.query(`alter database ${name} allow_connections true`);
    await other.end();

    await expect.poll(ready).toEqual(up);
  });

  it('is down when no enabled method can check a certificate, without telling the reason', async () => {
    const past = { notBefore: new Date('2020-01-01'), notAfter: new Date('2021-01-01') };
    const { pem } = await createAuthority({ subject: 'CN=Gone by', ...past });
    const params = { trustAnchors: [pem] };
    await changeMethods(`update sign_in_method set enabled = false`);
    await changeMethods(
      `insert into sign_in_method (type, name, enabled, public, params) values ('mtls', 'Stale', true, true, $1)`,
      params,
    );

    await expect.poll(ready).toEqual({
      status: 503,
      retryAfter: '2',
      checks: { database: 'up', keys: 'up', trustStore: 'down' },
    });
    expect((await server.send('/health/ready')).text).not.toMatch(/anchor|Stale/);

    // One working method is enough to sign in.
    await changeMethods(`update sign_in_method set enabled = true where type = 'password'`);
    await expect.poll(ready).toEqual(up);
  });
});
