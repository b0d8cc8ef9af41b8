import { type AuditRecord, recordBy } from '@postern/audit';
import type { Actor } from '@postern/management';
import type { ClientEntity } from '../entities/client.entity.js';
import type { Authentication } from '../credentials/authentication.js';
import type { ClientCredentialEntity } from '../entities/client-credential.entity.js';

/** Nothing that identifies a key: the log says which row, not which certificate. */
const described = ({ id, name, type }: ClientCredentialEntity): object => ({ id, name, credential_type: type });

export const credentialEvent = (
  type: 'credential.created' | 'credential.updated' | 'credential.deleted',
  client: ClientEntity,
  credential: ClientCredentialEntity,
  actor: Actor,
): AuditRecord => {
  const details = { name: client.name, credential: described(credential) };
  return recordBy(actor, { type, clientId: client.clientId, details });
};

/** @param authentication null: the application is back at its secret */
export const associationEvent = (
  client: ClientEntity,
  authentication: Authentication | null,
  actor: Actor,
): AuditRecord => {
  const details = {
    name: client.name,
    method: authentication?.method ?? client.metadata.token_endpoint_auth_method,
    credentials: (authentication?.credentials ?? []).map(({ credential }) => described(credential)),
  };
  return recordBy(actor, { type: 'credential.associated', clientId: client.clientId, details });
};
