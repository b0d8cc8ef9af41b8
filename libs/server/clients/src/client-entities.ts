import { ClientEntity } from './entities/client.entity.js';
import { ClientCredentialEntity } from './entities/client-credential.entity.js';
import { CredentialUseEntity } from './entities/credential-use.entity.js';
import { ClientGrantEntity } from './resource-servers/client-grant.entity.js';
import { ResourceServerEntity } from './resource-servers/resource-server.entity.js';
import { ClientTrustAnchorEntity } from './trust-anchors/client-trust-anchor.entity.js';

/** Tables of this library. */
export const clientEntities: readonly (new () => object)[] = [
  ClientEntity,
  ClientCredentialEntity,
  CredentialUseEntity,
  ResourceServerEntity,
  ClientGrantEntity,
  ClientTrustAnchorEntity,
];
