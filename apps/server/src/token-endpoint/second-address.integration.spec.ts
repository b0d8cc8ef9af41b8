import { describe, expect, it } from 'vitest';
import { registerClient } from '../../testing/assertion-clients.js';
import { AssertionFixture, tokenRequest } from '../../testing/assertion-fixture.js';
import { publicOrigin } from '../../testing/test-server.js';

const fixture = new AssertionFixture();
const audience = `${publicOrigin}/api/v2/`;

const ask = (body: string, headers: Record<string, string> = {}) =>
  fixture.server.send('/oauth/token', {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    body,
  });
const form = (parameters: object) => ask(new URLSearchParams(parameters as Record<string, string>).toString());
const json = (parameters: unknown) => ask(JSON.stringify(parameters), { 'content-type': 'application/json' });

describe('/oauth/token', () => {
  it.each(['client_secret_post', 'client_secret_basic'])(
    "gives Auth0's libraries a token for the management API, registered with %s",
    async (method) => {
      const { id, secret } = await registerClient(fixture.server, {
        ...{ scopes: ['read:clients'], token_endpoint_auth_method: method },
      });
      const request = { grant_type: 'client_credentials', client_id: id, client_secret: secret, audience };

      for (const { status, body } of [await form(request), await json(request)]) {
        expect(status).toBe(200);
        const headers = { authorization: `Bearer ${body.access_token}` };
        expect((await fixture.server.send('/api/v2/clients', { headers })).status).toBe(200);
      }
      const refused = await form({ ...request, client_secret: 'wrong' });
      expect([refused.status, refused.body.error]).toEqual([401, 'invalid_client']);
    },
  );

  it.each([`${publicOrigin}/`, `${publicOrigin}/oauth/token`, `${publicOrigin}/oidc/token`])(
    'takes an assertion for %s',
    async (aud) => {
      const request = { ...tokenRequest, ...(await fixture.assertion({ claims: { aud } })) };

      expect((await form(request)).status).toBe(200);
      expect((await form(request)).body.error_description).toContain('used before');
    },
  );

  it('refuses unreadable and oversized requests', async () => {
    for (const answer of [
      await json('text'),
      await json([]),
      await json(null),
      await ask('{', { 'content-type': 'application/json' }),
      await form({ grant_type: 'client_credentials', client_id: 'a'.repeat(60_000) }),
      await ask(''),
    ]) {
      expect([answer.status, answer.body.error]).toEqual([400, 'invalid_request']);
    }
  });

  it('refuses two authentication methods at once', async () => {
    const { id, secret } = await registerClient(fixture.server, { scopes: ['read:clients'] });
    const body = new URLSearchParams({ grant_type: 'client_credentials', client_id: id, client_secret: secret });

    const { status } = await ask(body.toString(), {
      authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`,
    });

    expect(status).toBe(400);
  });

  it('is nothing but the token endpoint', async () => {
    expect((await fixture.server.send('/oauth/authorize')).status).toBe(404);
    expect((await fixture.server.send('/oauth/token')).status).toBe(404);
  });
});
