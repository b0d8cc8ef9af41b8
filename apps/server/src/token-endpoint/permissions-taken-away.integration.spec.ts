import { beforeEach, describe, expect, it } from 'vitest';
import { IssuedTokens } from '@postern/oidc';
import { allow, registerApi } from '../../testing/apis.js';
import { registerClient } from '../../testing/assertion-clients.js';
import { ExchangeFixture } from '../../testing/exchange-fixture.js';
import { publicOrigin } from '../../testing/test-server.js';

const fixture = new ExchangeFixture();
const manage = async (method: string, path: string, body?: object) => {
  const answer = await fixture.server.manage(method, path, body);
  expect(answer.status).toBeLessThan(300);
  return answer.body;
};

describe('an issued token of the management API', () => {
  let client: { client_id: string; client_secret: string };
  let token: string;
  beforeEach(async () => {
    const { id, secret } = await registerClient(fixture.server, {
      ...{ token_endpoint_auth_method: 'client_secret_post', scopes: ['read:users', 'read:clients'] },
    });
    client = { client_id: id, client_secret: secret };
    const grant = { grant_type: 'client_credentials', resource: `${publicOrigin}/api/v2` };
    ({ access_token: token } = (await fixture.server.token({ ...grant, ...client })).body);
    expect(await call('users')).toBe(200);
  });
  const call = async (path: string) =>
    (await fixture.server.send(`/api/v2/${path}`, { headers: { authorization: `Bearer ${token}` } })).status;

  it('loses the scopes that its application loses, and no others', async () => {
    await manage('PATCH', `clients/${client.client_id}`, { scopes: ['read:clients'] });

    expect([await call('users'), await call('clients')]).toEqual([403, 200]);
    expect((await fixture.server.form('token/introspection', { token, ...client })).body.scope).toBe('read:clients');
  });

  it('ends with its application, also where it was issued at the same moment', async () => {
    const [row] = await fixture.server.sql<{ id: Buffer; payload: object }>(
      `select id, payload from oidc_artifact where client_id = $1`,
      [client.client_id],
    );
    await manage('DELETE', `clients/${client.client_id}`);
    expect(await call('users')).toBe(401);

    await fixture.server.sql(
      `insert into oidc_artifact (id, model, payload, client_id, expires_at)
       values ($1, 'ClientCredentials', $2, $3, now() + interval '1 minute')`,
      [row?.id, row?.payload, client.client_id],
    );

    expect(await call('users')).toBe(401);
    const tokens = fixture.server.get(IssuedTokens);
    expect(await tokens.find(token)).toBeUndefined();
  });

  it('is valid until it expires when its application switches to another authentication method', async () => {
    await manage('POST', `clients/${client.client_id}/rotate-secret`);

    expect(await call('users')).toBe(200);
  });
});

describe('an issued opaque token of an API', () => {
  let apiId: string;
  let audience: string;
  let grantId: string;
  let token: string;
  beforeEach(async () => {
    ({ id: apiId, identifier: audience } = await registerApi(fixture.server, { access_token_format: 'opaque' }));
    const grant = { client_id: fixture.orders.id, audience, scope: ['read', 'write'] };
    ({ id: grantId } = await allow(fixture.server, grant));
    const request = { grant_type: 'client_credentials', resource: audience, ...fixture.orders.credentials };
    ({ access_token: token } = (await fixture.server.token(request)).body);
    expect(await fixture.introspect(token)).toMatchObject({ active: true, scope: 'read write' });
  });
  /** At introspection, and at the gateway. */
  const expectNothingLeft = async () => {
    expect(await fixture.introspect(token)).toEqual({ active: false });
    expect(await fixture.server.get(IssuedTokens).find(token)).toBeUndefined();
  };

  it('loses the scopes that its grant loses', async () => {
    await manage('PATCH', `client-grants/${grantId}`, { scope: ['write'] });

    expect(await fixture.introspect(token)).toMatchObject({ active: true, scope: 'write' });
    const found = await fixture.server.get(IssuedTokens).find(token);
    expect([...(found?.scopes ?? [])]).toEqual(['write']);
  });

  it('loses the scopes that the API loses', async () => {
    await manage('PATCH', `resource-servers/${apiId}`, { scopes: [{ value: 'read' }] });

    expect(await fixture.introspect(token)).toMatchObject({ active: true, scope: 'read' });
  });

  it('ends with the grant', async () => {
    await manage('DELETE', `client-grants/${grantId}`);

    await expectNothingLeft();
  });

  it('ends with the API', async () => {
    await manage('DELETE', `resource-servers/${apiId}`);

    await expectNothingLeft();
  });
});

describe('an issued token for a person', () => {
  it('ends, where an application acts for people, with its permission to do so', async () => {
    const { body } = await fixture.onBehalfOf();
    expect((await fixture.introspect(body.access_token))['active']).toBe(true);

    await manage('PATCH', `client-grants/${fixture.grantId}`, { on_behalf_of: false });

    expect(await fixture.introspect(body.access_token)).toEqual({ active: false });
  });

  it('cannot be exchanged once its application may not call the API any more', async () => {
    const { items } = await manage('GET', `client-grants?client_id=${fixture.applicationId}`);

    await manage('DELETE', `client-grants/${items[0].id}`);

    await fixture.expectRefused(await fixture.onBehalfOf(), 'invalid_grant', 'subject.not_found');
    expect(await fixture.introspect(fixture.signedIn.token)).toEqual({ active: false });
  });
});
