import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestServer } from '../../testing/index.js';

describe('applications with access', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await TestServer.start();
  });
  afterAll(async () => {
    await server?.stop();
  });

  it('are listed, and lose it when the person revokes it; that of other people stays', async () => {
    const accountId = await server.account();
    const other = await server.account();
    server.consents.give(accountId, 'wiki');
    server.consents.give(other, 'wiki');

    const before = await server.call({ accountId }, 'GET', '/me/applications');
    const { status } = await server.call({ accountId }, 'DELETE', '/me/applications/wiki');
    const after = await server.call({ accountId }, 'GET', '/me/applications');

    expect(before.body).toMatchObject([{ clientId: 'wiki', name: 'wiki' }]);
    expect([status, after.body]).toEqual([204, []]);
    expect(await server.consents.list(other)).toHaveLength(1);
    expect(await server.events(accountId)).toEqual(['consent.withdrawn']);
  });

  it('cannot lose what they do not have', async () => {
    const accountId = await server.account();

    const { status, body } = await server.call({ accountId }, 'DELETE', '/me/applications/wiki');

    expect([status, body.code]).toEqual([404, 'client.not_found']);
    expect(await server.events(accountId)).toEqual([]);
  });

  it('need the scopes of the profile', async () => {
    const accountId = await server.account();
    const status = async (method: 'GET' | 'DELETE', path: string, scope: 'read:users' | 'read:me') =>
      (await server.call({ accountId, scopes: [scope] }, method, path)).status;

    expect(await status('GET', '/me/applications', 'read:users')).toBe(403);
    expect(await status('DELETE', '/me/applications/wiki', 'read:me')).toBe(403);
  });
});
