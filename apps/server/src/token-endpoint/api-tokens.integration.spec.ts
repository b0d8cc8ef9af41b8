import { createLocalJWKSet, decodeJwt, decodeProtectedHeader, type JSONWebKeySet, jwtVerify } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { allow, newIdentifier, registerActingApi, registerApi } from '../../testing/apis.js';
import { registerClient } from '../../testing/assertion-clients.js';
import { createPerson, signIn } from '../../testing/people.js';
import { issuer, publicOrigin, TestServer } from '../../testing/test-server.js';

describe('tokens for a registered API', () => {
  let server: TestServer;
  let credentials: { client_id: string; client_secret: string };
  beforeAll(async () => {
    server = await TestServer.start();
  });
  afterAll(() => server?.stop());
  beforeEach(async () => {
    const { id, secret } = await registerClient(server, {
      ...{ token_endpoint_auth_method: 'client_secret_post', scopes: ['read:users', 'read:clients'] },
    });
    credentials = { client_id: id, client_secret: secret };
  });
  const ask = (parameters: object) => server.token({ grant_type: 'client_credentials', ...credentials, ...parameters });

  it.each(['ES256', 'RS256'] as const)('are JWT access tokens (RFC 9068), signed with %s', async (signing_alg) => {
    const { identifier } = await registerApi(server, { signing_alg, access_token_ttl: 120 });
    await allow(server, { client_id: credentials.client_id, audience: identifier });

    const { body } = await ask({ resource: identifier, scope: 'read' });

    expect(body).toMatchObject({ expires_in: 120, scope: 'read', token_type: 'Bearer' });
    expect(decodeProtectedHeader(body.access_token)).toMatchObject({ typ: 'at+jwt', alg: signing_alg });
    const keys = createLocalJWKSet((await server.send('/oidc/jwks')).body as JSONWebKeySet);
    const { payload } = await jwtVerify(body.access_token, keys, { issuer, audience: identifier, typ: 'at+jwt' });
    expect(payload).toEqual({
      ...{ iss: issuer, aud: identifier, sub: credentials.client_id, client_id: credentials.client_id, scope: 'read' },
      ...{ jti: expect.any(String), iat: expect.any(Number), exp: expect.any(Number) },
    });
  });

  it('are opaque where the API is configured so, and the API can introspect them', async () => {
    const api = await registerActingApi(server, { access_token_format: 'opaque' });
    await allow(server, { client_id: credentials.client_id, audience: api.audience });

    const { access_token: token } = (await ask({ resource: api.audience })).body;

    expect(token).not.toContain('.');
    expect((await server.form('token/introspection', { token, ...api.credentials })).body).toMatchObject({
      ...{ active: true, aud: api.audience, scope: 'read', client_id: credentials.client_id },
    });
    const stranger = await registerActingApi(server);
    const asked = await server.form('token/introspection', { token, ...stranger.credentials });
    expect(asked.body).toEqual({ active: false });
  });

  it('have only scopes of the grant', async () => {
    const { identifier } = await registerApi(server);
    await allow(server, { client_id: credentials.client_id, audience: identifier, scope: ['write'] });

    expect((await ask({ resource: identifier, scope: 'read write read:users' })).body.scope).toBe('write');
    expect((await ask({ resource: identifier, scope: 'read' })).body.error).toBe('invalid_scope');
  });

  it('have all scopes of the grant when the request names none', async () => {
    const { identifier } = await registerApi(server);
    await allow(server, { client_id: credentials.client_id, audience: identifier, scope: ['read', 'write'] });

    expect((await ask({ resource: identifier })).body.scope).toBe('read write');
    expect((await ask({ resource: `${publicOrigin}/api/v2` })).body.scope).toBe('read:users read:clients');
  });

  it('can be requested by audience as well', async () => {
    const { identifier } = await registerApi(server);
    await allow(server, { client_id: credentials.client_id, audience: identifier });

    for (const target of [{ audience: identifier }, { audience: identifier, resource: identifier }]) {
      expect((await ask(target)).body).toMatchObject({ scope: 'read' });
    }
  });

  it('can be requested by scopes with the API in front, and the response has the granted scopes', async () => {
    const { identifier } = await registerApi(server);
    await allow(server, { client_id: credentials.client_id, audience: identifier, scope: ['read', 'write'] });
    const [all, read, write] = ['.default', 'read', 'write'].map((value) => `${identifier}/${value}`);

    for (const [scope, answered, inToken] of [
      [all, `${all} ${read} ${write}`, 'read write'],
      [read, read, 'read'],
      [`${write} ${read} ${identifier}/nothing`, `${write} ${read}`, 'write read'],
    ]) {
      const { body } = await ask({ scope });

      expect(body.scope).toBe(answered);
      expect(decodeJwt(body.access_token)).toMatchObject({ aud: identifier, scope: inToken });
    }
  });

  it('of the management API may be requested with a trailing slash', async () => {
    const { body } = await ask({ audience: `${publicOrigin}/api/v2/`, scope: 'read:users' });

    const headers = { authorization: `Bearer ${body.access_token}` };
    expect((await server.send('/api/v2/users', { headers })).status).toBe(200);
  });

  it.each([
    ['there is no such API', () => newIdentifier()],
    ['there is no grant', async () => (await registerApi(server)).identifier],
    ['it is no URI', () => 'api'],
  ])('are refused where %s', async (_, identifier) => {
    const { status, body } = await ask({ resource: await identifier() });

    expect([status, body.error]).toEqual([400, 'invalid_target']);
  });

  it('are for one API each', async () => {
    const apis = await Promise.all([registerApi(server), registerApi(server)]);
    for (const { identifier } of apis) await allow(server, { client_id: credentials.client_id, audience: identifier });

    expect((await ask({ resource: apis.map(({ identifier }) => identifier) })).body.error).toBe('invalid_target');
    expect((await ask({ resource: apis[0]?.identifier, audience: apis[1]?.identifier })).body.error).toBe(
      'invalid_target',
    );
  });

  it('are refused at once when the grant is revoked', async () => {
    const { identifier } = await registerApi(server);
    const { id } = await allow(server, { client_id: credentials.client_id, audience: identifier });
    expect((await ask({ resource: identifier })).status).toBe(200);

    await server.manage('DELETE', `client-grants/${id}`);

    expect((await ask({ resource: identifier })).body.error).toBe('invalid_target');
  });

  it('are refused at the management API', async () => {
    const { identifier } = await registerApi(server, { scopes: [{ value: 'read:users' }] });
    await allow(server, { client_id: credentials.client_id, audience: identifier, scope: ['read:users'] });
    const { access_token: token } = (await ask({ resource: identifier })).body;

    const { status } = await server.send('/api/v2/users', { headers: { authorization: `Bearer ${token}` } });

    expect(status).toBe(401);
  });

  it('expire without the clock tolerance of assertions', async () => {
    const { accountId } = await createPerson(server);
    const { id: clientId } = await registerClient(server);
    const { token } = await signIn(server, { accountId, clientId, audience: null });
    const me = () => server.send('/oidc/me', { headers: { authorization: `Bearer ${token}` } });
    expect((await me()).status).toBe(200);

    const exp = Math.floor(Date.now() / 1000) - 1;
    await server.sql(
      `update oidc_artifact set payload = payload || $2 where model = 'AccessToken' and client_id = $1`,
      [...[clientId, { exp }]],
    );

    expect((await me()).status).toBe(401);
  });
});
