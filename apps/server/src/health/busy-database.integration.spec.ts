import { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Answer, TestServer } from '../../testing/test-server.js';
import { registerClient } from '../../testing/assertion-clients.js';

let server: TestServer;
let hasty: TestServer;

beforeAll(async () => {
  server = await TestServer.start();
  hasty = await TestServer.start(server.databaseUrl, { DATABASE_STATEMENT_TIMEOUT: '1500' });
});
afterAll(async () => {
  await hasty?.stop();
  await server?.stop();
});

/** The response while other transactions block for longer than a statement may take. */
const whileLocked = (table: string, ask: () => Promise<Answer>): Promise<Answer> =>
  server.get(DataSource).transaction(async (manager) => {
    await manager.query(`lock table ${table} in access exclusive mode`);
    return ask();
  });

describe('a database that is too slow to answer', () => {
  it('makes the token endpoint report that the request may be retried', async () => {
    const { id, secret } = await registerClient(server, {
      grant_types: ['client_credentials'],
      token_endpoint_auth_method: 'client_secret_post',
      scopes: ['read:groups'],
    });
    const form = {
      ...{ client_id: id, client_secret: secret, grant_type: 'client_credentials', scope: 'read:groups' },
      resource: 'https://id.test/api/v2',
    };
    expect((await hasty.token(form)).status).toBe(200);

    const answer = await whileLocked('oidc_artifact', () => hasty.token(form));

    expect(answer).toMatchObject({ status: 503, body: { error: 'temporarily_unavailable' } });
    expect(answer.headers['retry-after']).toMatch(/^\d+$/);
    expect((await hasty.token(form)).status).toBe(200);
  });
});
