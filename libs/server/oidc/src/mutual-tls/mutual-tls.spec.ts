import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ServerConfig } from '@postern/config';
import Provider from 'oidc-provider';
import { afterAll, describe, expect, it } from 'vitest';
import type { EngineEvents } from '../events.js';
import type { Handshakes } from './request-handshakes.js';
import { MutualTls } from './mutual-tls.js';

const servers: Server[] = [];
afterAll(() => servers.forEach((server) => server.close()));

/** The discovery document of a server that is set up like this. */
const discoveryOf = async (settings: Partial<ServerConfig>): Promise<Record<string, unknown>> => {
  const config = Object.assign(new ServerConfig(), settings);
  const handshakes = { prepare: async () => undefined } as unknown as Handshakes;
  const nobody = undefined as never;
  const part = new MutualTls(config, handshakes, nobody, {} as EngineEvents);
  const provider = new Provider('https://id.test/oidc', part.configure({ clientAuthMethods: ['client_secret_basic'] }));
  part.teach(provider);
  const server = createServer(provider.callback() as never);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const answer = await fetch(`http://127.0.0.1:${port}/.well-known/openid-configuration`);
  return (await answer.json()) as Record<string, unknown>;
};

describe('a server', () => {
  it('tells of mutual TLS where it has a listener for it', async () => {
    const listener = { CLIENTS_ORIGIN: 'https://clients.test', CLIENTS_SOCKET: '/run/clients.sock' };

    expect(await discoveryOf(listener)).toMatchObject({
      mtls_endpoint_aliases: { token_endpoint: 'https://clients.test/oidc/token' },
      tls_client_certificate_bound_access_tokens: true,
      token_endpoint_auth_methods_supported: ['client_secret_basic', 'tls_client_auth', 'self_signed_tls_client_auth'],
    });
  });

  it('says nothing of it where it has none', async () => {
    const document = await discoveryOf({});

    expect(document['token_endpoint_auth_methods_supported']).toEqual(['client_secret_basic']);
    expect(document).not.toHaveProperty('mtls_endpoint_aliases');
    expect(document).not.toHaveProperty('tls_client_certificate_bound_access_tokens');
  });
});
