import { randomUUID } from 'node:crypto';
import type { ClientGrant, ClientGrantInput, ResourceServer, ResourceServerInput } from '@postern/contracts';
import { registerClient } from './assertion-clients.js';
import type { TestServer } from './test-server.js';

export const newIdentifier = (): string => `https://${randomUUID()}.api.test`;

/** An API with the scopes `read` and `write`, unless overridden. */
export const registerApi = async (
  server: TestServer,
  input: Partial<ResourceServerInput> = {},
): Promise<ResourceServer> => {
  const scopes = [{ value: 'read' }, { value: 'write' }];
  const { status, body, text } = await server.manage('POST', 'resource-servers', {
    ...{ name: 'API', identifier: newIdentifier(), scopes, ...input },
  });
  if (status !== 201) throw new Error(text);
  return body as ResourceServer;
};

/** Grants an application scopes at an API: `read` by default. */
export const allow = async (server: TestServer, input: ClientGrantInput): Promise<ClientGrant> => {
  const { status, body, text } = await server.manage('POST', 'client-grants', { scope: ['read'], ...input });
  if (status !== 201) throw new Error(text);
  return body as ClientGrant;
};

/** An API, and the application that is this API: with a secret, and both grants to act for people. */
export const registerActingApi = async (server: TestServer, input: Partial<ResourceServerInput> = {}) => {
  const { id, secret } = await registerClient(server, {
    name: 'Acting API',
    grant_types: [
      'client_credentials',
      'urn:ietf:params:oauth:grant-type:jwt-bearer',
      'urn:ietf:params:oauth:grant-type:token-exchange',
    ],
    token_endpoint_auth_method: 'client_secret_post',
  });
  const api = await registerApi(server, { client_id: id, ...input });
  return { id, secret, audience: api.identifier, credentials: { client_id: id, client_secret: secret } };
};
