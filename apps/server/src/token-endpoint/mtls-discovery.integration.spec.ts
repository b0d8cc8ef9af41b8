import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ListenerUnderTest } from '../../testing/client-listener.js';
import { Machines } from '../../testing/machines.js';
import { issuer } from '../../testing/test-server.js';

let machines: Machines;

beforeAll(async () => {
  machines = await Machines.start();
});
afterAll(() => machines?.stop());

describe('RFC 8705 §5 the discovery document', () => {
  const read = async (from: Pick<ListenerUnderTest, 'send'>, name = 'openid-configuration') =>
    (await from.send(`/oidc/.well-known/${name}`)).body as Record<string, unknown>;

  it('names the endpoints that accept a certificate, and announces bound tokens', async () => {
    expect(await read(machines.server)).toMatchObject({
      mtls_endpoint_aliases: {
        token_endpoint: 'https://clients.test/oidc/token',
        introspection_endpoint: 'https://clients.test/oidc/token/introspection',
        revocation_endpoint: 'https://clients.test/oidc/token/revocation',
        userinfo_endpoint: 'https://clients.test/oidc/me',
        pushed_authorization_request_endpoint: 'https://clients.test/oidc/request',
      },
      tls_client_certificate_bound_access_tokens: true,
      token_endpoint_auth_methods_supported: expect.arrayContaining(['tls_client_auth', 'self_signed_tls_client_auth']),
      token_endpoint: `${issuer}/token`,
      issuer,
    });
  });

  it.each(['openid-configuration', 'oauth-authorization-server'])(
    'is the same, word for word, when it is read over the client listener: %s',
    async (name) => {
      const over = async (headers = {}) =>
        (await machines.listener.send(`/oidc/.well-known/${name}`, { headers })).body as Record<string, unknown>;

      expect(await over()).toEqual(await read(machines.server, name));
      expect(await over({ host: 'clients.test' })).toEqual(await read(machines.server, name));
    },
  );
});
