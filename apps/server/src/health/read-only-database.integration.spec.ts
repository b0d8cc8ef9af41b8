import { Client } from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { TestServer } from '../../testing/test-server.js';
import { registerClient } from '../../testing/assertion-clients.js';

let server: TestServer;
let operator: Client;
let name: string;
let form: Record<string, string>;

beforeAll(async () => {
  server = await TestServer.start();
  const { pathname } = new URL(server.databaseUrl);
  name = pathname.slice(1);
  operator = new Client({ connectionString: server.databaseUrl.replace(pathname, '/postgres') });
  await operator.connect();
  const { id, secret } = await registerClient(server, {
    grant_types: ['client_credentials'],
    token_endpoint_auth_method: 'client_secret_post',
    scopes: ['read:groups'],
  });
  form = {
    ...{ client_id: id, client_secret: secret, grant_type: 'client_credentials', scope: 'read:groups' },
    resource: 'https://id.test/api/v2',
  };
});
beforeEach(async () => {
  await setReadOnly(false);
  await disconnect();
  await expect.poll(ready).toMatchObject({ status: 200 });
});
afterAll(async () => {
  await operator?.end();
  await server?.stop();
});

/** Acts like a demoted server: new connections take no writes, open ones stay as they are. */
const setReadOnly = (value: boolean) =>
  operator.query(`alter database ${name} set default_transaction_read_only = ${value}`);
const disconnect = () =>
  operator.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [name]);
const ready = () => server.send('/health/ready');
const demote = async (): Promise<void> => {
  await setReadOnly(true);
  await disconnect();
  await expect.poll(ready).toMatchObject({ status: 503, body: { checks: { database: 'down', keys: 'up' } } });
};

const create = (group: string) => server.manage('POST', 'groups', { name: group });
const many = async (prefix: string): Promise<readonly number[]> =>
  Promise.all(Array.from({ length: 20 }, async (_, number) => (await create(`${prefix} ${number}`)).status));

describe('a database that no longer takes writes', () => {
  it('makes the token endpoint report that the request may be retried', async () => {
    await demote();

    const answer = await server.token(form);

    expect(answer).toMatchObject({ status: 503, body: { error: 'temporarily_unavailable' } });
    expect(answer.headers['retry-after']).toMatch(/^\d+$/);
  });

  it('still answers reads, and refuses a change with the next step', async () => {
    await server.managementAuthorization();
    await demote();

    const [read, change] = await Promise.all([server.manage('GET', 'groups'), create('Staff')]);

    expect(read.status).toBe(200);
    expect(change).toMatchObject({ status: 503, body: { code: 'server.unavailable' } });
    expect(change.headers['retry-after']).toMatch(/^\d+$/);
  });

  it('loses every connection that refused a write, so that another server can take over', async () => {
    await server.managementAuthorization();
    await demote();
    const refused = await many('refused');
    await setReadOnly(false);

    await expect.poll(() => many('taken')).not.toContain(503);

    expect(new Set(refused)).toEqual(new Set([503]));
    expect((await server.token(form)).status).toBe(200);
  });
});
