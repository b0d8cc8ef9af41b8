import { createLocalJWKSet, type JSONWebKeySet, jwtVerify } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Browser } from '../../testing/browser.js';
import { seedPerson, TestParty } from '../../testing/relying-party.js';
import { issuer, TestServer } from '../../testing/test-server.js';

let server: TestServer;

beforeAll(async () => {
  server = await TestServer.start();
});
afterAll(() => server?.stop());

describe('the metadata of the issuer', () => {
  it.each(['oauth-authorization-server', 'openid-configuration'])(
    'is served between host and path too (RFC 8414 §3.1): %s',
    async (name) => {
      const expected = await server.send(`/oidc/.well-known/${name}`);

      const answer = await server.send(`/.well-known/${name}/oidc`);

      expect(answer.status).toBe(200);
      expect(answer.body).toEqual(expected.body);
      expect(answer.body).toMatchObject({ issuer });
    },
  );

  it('names what works, and nothing that has no effect', async () => {
    const { body } = await server.send('/oidc/.well-known/openid-configuration');

    expect(body).toMatchObject({
      prompt_values_supported: ['none', 'login', 'consent', 'select_account'],
      ui_locales_supported: ['en', 'fr', 'de', 'es', 'it', 'ru'],
      service_documentation: expect.stringMatching(/^https:/),
    });
    expect(body.revocation_endpoint_auth_methods_supported).toEqual(body.token_endpoint_auth_methods_supported);
    expect(body.introspection_endpoint_auth_methods_supported).toEqual(
      body.token_endpoint_auth_methods_supported.filter((method: string) => method !== 'none'),
    );
    const given = ['password', 'two-factors', 'certificate-low', 'certificate', 'certificate-hardware'];
    expect(body.acr_values_supported).toEqual(given.map((level) => `urn:postern:acr:${level}`));
    expect(body.claims_parameter_supported).toBe(true);
  });
});

describe('the key set', () => {
  it('names the algorithm of each key', async () => {
    const { keys } = (await server.send('/oidc/jwks')).body as JSONWebKeySet;

    expect(keys.map(({ alg }) => alg).toSorted()).toEqual(['ES256', 'PS256', 'RS256']);
    expect(new Set(keys.map(({ kid }) => kid)).size).toBe(3);
    for (const key of keys)
      for (const secret of ['d', 'p', 'q', 'dp', 'dq', 'qi']) expect(key).not.toHaveProperty(secret);
  });

  it.each([
    ['RS256', {}],
    ['RS256', { id_token_signed_response_alg: 'RS256' }],
    ['PS256', { id_token_signed_response_alg: 'PS256' }],
    ['ES256', { id_token_signed_response_alg: 'ES256' }],
  ])('verifies ID tokens signed with %s, of an application set to %j', async (alg, settings) => {
    const party = await TestParty.register(server, { first_party: true, ...settings });
    const { code, verifier } = await party.visit(new Browser(), await seedPerson(server));
    const { id_token } = (await party.redeem(code, verifier)).body as { id_token: string };

    const { protectedHeader } = await jwtVerify(
      id_token,
      createLocalJWKSet((await server.send('/oidc/jwks')).body as JSONWebKeySet),
      { issuer, audience: party.clientId },
    );

    expect(protectedHeader.alg).toBe(alg);
  });
});
