import type { CertificateAuthenticationMethod } from '@postern/contracts';
import type { EntityManager } from 'typeorm';
import { ClientCredentialEntity } from '../credentials/client-credential.entity.js';
import { CredentialUse } from '../credentials/credential-use.entity.js';

/** What an application authenticates with instead of a secret. */
export interface Authentication {
  readonly method: CertificateAuthenticationMethod;
  /** Stored ones, and new ones to be stored with it; at least one. */
  readonly credentials: readonly ClientCredentialEntity[];
}

/** Nothing is in use afterwards; to be done before the method changes. */
export const withdrawCredentials = async (manager: EntityManager, clientId: string): Promise<void> => {
  await manager.delete(CredentialUse, { clientId });
};

/** Stores what is new, and puts all of it to use; the application has the method already. */
export const useCredentials = async (
  manager: EntityManager,
  clientId: string,
  { method, credentials }: Authentication,
): Promise<void> => {
  for (const credential of credentials) if (!manager.hasId(credential)) await manager.save(credential);
  await manager.insert(
    CredentialUse,
    credentials.map(({ id }) => ({ clientId, method, credentialId: id })),
  );
};
