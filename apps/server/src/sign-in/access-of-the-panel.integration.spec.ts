import { ClientSeeder } from '@postern/clients';
import { managementScopes, panelClientId, panelScopes } from '@postern/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { registerClient } from '../../testing/assertion-clients.js';
import { createPerson, signIn } from '../../testing/people.js';
import { publicOrigin, TestServer } from '../../testing/test-server.js';

const audience = `${publicOrigin}/api/v2`;

let server: TestServer;

beforeAll(async () => {
  server = await TestServer.start();
  await server.get(ClientSeeder).ensurePanelClient(publicOrigin);
});
afterAll(() => server?.stop());

/** Signed in to the panel, and has allowed another application to see their name. */
const somebody = async () => {
  const { accountId } = await createPerson(server);
  const scope = [...managementScopes, ...panelScopes].join(' ');
  const { token } = await signIn(server, { accountId, clientId: panelClientId, audience, scope });
  const other = await registerClient(server, { app_type: 'regular_web', redirect_uris: ['https://app.test/callback'] });
  await signIn(server, { accountId, clientId: other.id, audience: null });
  const call = (method: string, path: string) =>
    server.send(`/api/v2${path}`, { method, headers: { authorization: `Bearer ${token}` } });
  return { accountId, otherId: other.id, call };
};

const grantsOf = async (accountId: string): Promise<number> =>
  (await server.sql(`select 1 from oidc_artifact where model = 'Grant' and account_id = $1`, [accountId])).length;

describe('the access of the panel', () => {
  it('cannot be revoked by the person who uses it: 404, and the session and both grants remain', async () => {
    const { accountId, call } = await somebody();

    const { status, body } = await call('DELETE', `/me/applications/${panelClientId}`);

    expect([status, body.code]).toEqual([404, 'client.not_found']);
    expect((await call('GET', '/me')).body).toMatchObject({ id: accountId });
    expect((await call('GET', '/me/sessions')).body).toHaveLength(2);
    expect(await grantsOf(accountId)).toBe(2);
  });

  it('is not listed among the applications with access, and stays when access of another one is revoked', async () => {
    const { accountId, otherId, call } = await somebody();
    const listed = async () =>
      (await call('GET', '/me/applications')).body.map((one: { clientId: string }) => one.clientId);
    expect(await listed()).toEqual([otherId]);

    expect((await call('DELETE', `/me/applications/${otherId}`)).status).toBe(204);

    expect(await listed()).toEqual([]);
    expect((await call('GET', '/me')).status).toBe(200);
    expect(await grantsOf(accountId)).toBe(1);
  });
});
