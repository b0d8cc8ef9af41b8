import type { ClientGrant, ResourceServer } from '@postern/contracts';
import type { ClientGrantEntity } from './client-grant.entity.js';
import type { ResourceServerEntity } from './resource-server.entity.js';

export const resourceServerRecord = (api: ResourceServerEntity): ResourceServer => ({
  id: api.id,
  name: api.name,
  identifier: api.identifier,
  scopes: api.scopes,
  access_token_format: api.accessTokenFormat,
  signing_alg: api.signingAlg,
  access_token_ttl: api.accessTokenTtl,
  client_id: api.clientId,
  built_in: api.builtIn,
  created_at: api.createdAt.toISOString(),
  updated_at: api.updatedAt.toISOString(),
});

export const clientGrantRecord = (grant: ClientGrantEntity, audience: string): ClientGrant => ({
  id: grant.id,
  client_id: grant.clientId,
  audience,
  scope: grant.scope,
  on_behalf_of: grant.onBehalfOf,
  created_at: grant.createdAt.toISOString(),
  updated_at: grant.updatedAt.toISOString(),
});
