import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Browser } from '../../testing/browser.js';
import { seedPerson, TestParty } from '../../testing/relying-party.js';
import { publicOrigin, TestServer } from '../../testing/test-server.js';

let server: TestServer;

beforeAll(async () => {
  server = await TestServer.start();
});
afterAll(() => server?.stop());

const tokensOf = async (party: TestParty) => {
  const { code, verifier } = await party.visit(new Browser(), await seedPerson(server));
  return (await party.redeem(code, verifier)).body as { access_token: string; refresh_token: string };
};

describe('revocation (RFC 7009 §2.2)', () => {
  it('answers an empty JSON object, whether the token was known or not', async () => {
    const party = await TestParty.register(server, { first_party: true });
    const { refresh_token } = await tokensOf(party);

    for (const token of [refresh_token, 'unknown']) {
      const credentials = { client_id: party.clientId, client_secret: party.secret };
      const answer = await server.form('token/revocation', { token, ...credentials });
      expect(answer.status).toBe(200);
      expect(answer.headers['content-type']).toMatch(/^application\/json/);
      expect(answer.body).toEqual({});
    }
  });
});

describe('a token that an application gets for itself (RFC 6749 §3.3)', () => {
  const resource = `${publicOrigin}/api/v2`;
  const ask = async (parameters: { readonly scope?: string; readonly resource?: string }) => {
    const { body } = await server.manage('POST', 'clients', {
      name: 'Machine',
      app_type: 'non_interactive',
      scopes: ['read:users'],
      token_endpoint_auth_method: 'client_secret_post',
    });
    const { client_id, client_secret } = body as { client_id: string; client_secret: string };
    return server.token({ grant_type: 'client_credentials', client_id, client_secret, ...parameters });
  };

  it.each([{ scope: 'unheard:of' }, { scope: 'read:users' }, { scope: 'unheard:of', resource }])(
    'is refused when none of the scopes can be given: %j',
    async (parameters) => {
      const answer = await ask(parameters);

      expect({ status: answer.status, ...answer.body }).toMatchObject({ status: 400, error: 'invalid_scope' });
    },
  );

  it('lists its scopes when they are fewer than requested', async () => {
    const answer = await ask({ scope: 'read:users delete:users', resource });

    expect(answer.body).toMatchObject({ scope: 'read:users' });
  });

  it('needs no scope', async () => {
    expect((await ask({})).status).toBe(200);
  });
});

describe('a refusal after HTTP Basic (RFC 6749 §5.2)', () => {
  // Libraries such as openid-client read the challenge and drop the body.
  it('has the same error in the challenge as in the body', async () => {
    const { body } = await server.manage('POST', 'clients', {
      name: 'Machine',
      app_type: 'non_interactive',
      token_endpoint_auth_method: 'client_secret_basic',
    });
    const { client_id } = body as { client_id: string };
    const authorization = `Basic ${Buffer.from(`${client_id}:wrong`).toString('base64')}`;
    const answer = await server.token({ grant_type: 'client_credentials' }, { authorization });

    const error_description = 'the client secret is wrong';
    expect({ status: answer.status, ...answer.body }).toMatchObject({ status: 401, error_description });
    expect(answer.headers['www-authenticate']).toBe(
      `Basic realm="${publicOrigin}/oidc", error="invalid_client", error_description="${error_description}"`,
    );
  });
});

describe('scripts of other origins (CORS)', () => {
  const settings = { app_type: 'native', first_party: true, allowed_origins: ['capacitor://localhost'] };
  const redirectUri = 'com.example.app:/callback';
  const preflight = async (path: string, origin: string) => {
    const headers = { origin, 'access-control-request-method': 'POST' };
    const answer = await server.send(`/oidc/${path}`, { method: 'OPTIONS', headers });
    return answer.headers['access-control-allow-origin'];
  };

  it('read the answers to an application that allows their origin, as the preflight says', async () => {
    const party = await TestParty.register(server, settings, redirectUri);
    const { code, verifier } = await party.visit(new Browser(), await seedPerson(server));
    const origin = 'capacitor://localhost';

    expect(await preflight('token', origin)).toBe(origin);
    expect(await preflight('me', origin)).toBe(origin);
    const answer = await party.redeem(code, verifier, { origin });
    expect(answer.status).toBe(200);
    expect(answer.headers['access-control-allow-origin']).toBe(origin);
  });

  it.each(['https://elsewhere.test', 'null', 'http://localhost'])('read nothing from %s', async (origin) => {
    const party = await TestParty.register(server, settings, redirectUri);
    const { code, verifier } = await party.visit(new Browser(), await seedPerson(server));

    expect(await preflight('token', origin)).toBeUndefined();
    const answer = await party.redeem(code, verifier, { origin });
    expect(answer.status).toBe(400);
    expect(answer.headers['access-control-allow-origin']).toBeUndefined();
  });
});
