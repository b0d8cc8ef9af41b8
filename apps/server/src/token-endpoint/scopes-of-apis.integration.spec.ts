import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allow, registerApi } from '../../testing/apis.js';
import { registerClient } from '../../testing/assertion-clients.js';
import { TestServer } from '../../testing/test-server.js';

describe('scopes with the API in front, at the authorization endpoint', () => {
  let server: TestServer;
  let application: { id: string; secret: string };
  let api: string;
  const redirect = 'https://app.test/callback';
  beforeAll(async () => {
    server = await TestServer.start();
    application = await registerClient(server, {
      ...{ app_type: 'regular_web', redirect_uris: [redirect], token_endpoint_auth_method: 'client_secret_post' },
    });
    ({ identifier: api } = await registerApi(server));
    await allow(server, { client_id: application.id, audience: api, scope: ['read', 'write'] });
  });
  afterAll(() => server?.stop());

  const request = (scope: string) => ({
    ...{ client_id: application.id, response_type: 'code', redirect_uri: redirect, scope },
    ...{ code_challenge: 'x'.repeat(43), code_challenge_method: 'S256' },
  });
  const asked = async (query: object) => {
    const parameters = new URLSearchParams(query as Record<string, string>);
    await server.sql(`delete from oidc_artifact where model = 'Interaction'`);
    const { status } = await server.send(`/oidc/auth?${parameters.toString()}`);
    expect(status).toBe(303);
    const [{ params }] = (await server.sql(
      `select payload -> 'params' as params from oidc_artifact where model = 'Interaction'`,
    )) as [{ params: Record<string, unknown> }];
    return { scope: params['scope'], resource: params['resource'] };
  };

  it('name it', async () => {
    const scope = `openid profile ${api}/read`;

    expect(await asked(request(scope))).toEqual({ scope: 'openid profile read', resource: api });
  });

  it('request everything that the application was given there', async () => {
    expect(await asked(request(`openid ${api}/.default`))).toEqual({ scope: 'openid read write', resource: api });
  });

  it('may be pushed', async () => {
    const { body } = await server.form('request', {
      ...{ ...request(`openid ${api}/.default`), client_secret: application.secret },
    });

    expect(await asked({ client_id: application.id, request_uri: body.request_uri })).toEqual({
      ...{ scope: 'openid read write', resource: api },
    });
  });

  it('of an API where the application was given nothing redirect back with an error', async () => {
    const { identifier } = await registerApi(server);
    const parameters = new URLSearchParams(request(`openid ${identifier}/read`));

    const { headers } = await server.send(`/oidc/auth?${parameters.toString()}`);

    expect(new URL(String(headers['location'])).searchParams.get('error')).toBe('invalid_target');
  });
});
