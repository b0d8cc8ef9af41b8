import type { EntityManager } from 'typeorm';
import { OrganizationEntity } from '@postern/organizations';
import { ClientEntity } from '../entities/client.entity.js';
import { ClientCredentialEntity } from '../entities/client-credential.entity.js';
import { type ActiveCredential, activeCredential } from '../credentials/active-credential.js';

const inUse = `credential.clientId = client.clientId and credential.id in
  (select used.credential_id from client_credential_use used where used.client_id = client.client_id)`;

export interface ClientWithCredentials {
  readonly client: ClientEntity;
  /** Those in use, oldest first. */
  readonly credentials: readonly ActiveCredential[];
  /** Null: the system's. */
  readonly organization: OrganizationEntity | null;
}

/** An application with what it authenticates with, in one statement: both are of one moment. */
export const findClientWithCredentials = async (
  manager: EntityManager,
  clientId: string,
): Promise<ClientWithCredentials | undefined> => {
  const client = (await manager
    .createQueryBuilder(ClientEntity, 'client')
    .leftJoinAndMapMany('client.credentials', ClientCredentialEntity, 'credential', inUse)
    .leftJoinAndMapOne(
      'client.organization',
      OrganizationEntity,
      'organization',
      'organization.id = client.organizationId',
    )
    .where('client.clientId = :clientId', { clientId })
    .orderBy('credential.createdAt')
    .addOrderBy('credential.id')
    .getOne()) as
    | (ClientEntity & {
        credentials: readonly ClientCredentialEntity[];
        organization?: OrganizationEntity | null;
      })
    | null;
  if (client === null) return undefined;
  const { authenticationMethod: method } = client;
  const credentials =
    method === null ? [] : client.credentials.map((credential) => activeCredential(method, credential));
  return { client, credentials, organization: client.organization ?? null };
};
