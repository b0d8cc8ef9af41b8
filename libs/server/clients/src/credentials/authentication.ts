import type { CertificateAuthenticationMethod } from '@postern/contracts';
import type { EntityManager } from 'typeorm';
import type { CredentialDraft } from './credential-draft.js';
import { keepCredential } from './credential-keeping.js';
import { CredentialUseEntity } from '../entities/credential-use.entity.js';

/** What an application authenticates with instead of a secret. */
export interface Authentication {
  readonly method: CertificateAuthenticationMethod;
  /** Stored ones, and new ones to be stored with it; at least one. */
  readonly credentials: readonly CredentialDraft[];
}

/** Afterwards no credential is in use; to be called before the method changes. */
export const withdrawCredentials = async (manager: EntityManager, clientId: string): Promise<void> => {
  await manager.delete(CredentialUseEntity, { clientId });
};

/** Stores new credentials and uses all of them; the application has the method already. Throws ConflictError (`credential.duplicate`). */
export const useCredentials = async (
  manager: EntityManager,
  clientId: string,
  { method, credentials }: Authentication,
): Promise<void> => {
  for (const draft of credentials) if (!manager.hasId(draft.credential)) await keepCredential(manager, clientId, draft);
  const uses = credentials.map(({ credential }) => ({ clientId, method, credentialId: credential.id }));
  await manager.insert(CredentialUseEntity, uses);
};
