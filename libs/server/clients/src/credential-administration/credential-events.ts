import { type AuditRecord, administrationRecord } from '@postern/audit';
import type { By } from '../store/by.js';
import type { Client } from '../entities/client.entity.js';
import type { Authentication } from '../credentials/authentication.js';
import type { ClientCredentialEntity } from '../entities/client-credential.entity.js';

/** Nothing that identifies a key: the log says which row, not which certificate. */
const described = ({ id, name, type }: ClientCredentialEntity): object => ({ id, name, credential_type: type });

export const credentialEvent = (
  type: 'credential.created' | 'credential.updated' | 'credential.deleted',
  client: Client,
  credential: ClientCredentialEntity,
  { bearer, origin }: By,
): AuditRecord => {
  const details = { name: client.name, credential: described(credential) };
  return administrationRecord(bearer, { type, clientId: client.clientId, origin, details });
};

/** @param authentication null: the application is back at its secret */
export const associationEvent = (
  client: Client,
  authentication: Authentication | null,
  { bearer, origin }: By,
): AuditRecord => {
  const details = {
    name: client.name,
    method: authentication?.method ?? client.metadata.token_endpoint_auth_method,
    credentials: (authentication?.credentials ?? []).map(({ credential }) => described(credential)),
  };
  return administrationRecord(bearer, { type: 'credential.associated', clientId: client.clientId, origin, details });
};
