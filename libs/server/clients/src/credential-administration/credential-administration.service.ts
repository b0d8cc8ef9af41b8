import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { ClientCredential } from '@postern/contracts';
import { violatedConstraint } from '@postern/database';
import { ConflictError, NotFoundError } from '@postern/errors';
import { DataSource, type EntityManager } from 'typeorm';
import type { Actor } from '@postern/management';
import { ClientStore } from '../store/client-store.js';
import { ClientEntity } from '../entities/client.entity.js';
import { ClientCredentialEntity } from '../entities/client-credential.entity.js';
import { credentialEvent } from './credential-events.js';
import { changedEnd } from '../credentials/credential-end.js';
import { keepCredential } from '../credentials/credential-keeping.js';
import { credentialRecord, type StoredCredential } from '../credentials/credential-records.js';
import { type CheckedInput, readCredential } from '../credentials/read-credential.js';
import { findCredential, findCredentials } from '../credentials/stored-credentials.js';

/** Credentials of applications: kept, shown, deleted. Which of them are in use is said with the application (A8). */
@Injectable()
export class CredentialAdministration {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly store: ClientStore,
  ) {}

  /** @throws NotFoundError (`client.not_found`) */
  async list(clientId: string): Promise<readonly ClientCredential[]> {
    const credentials = await findCredentials(this.database.manager, clientId);
    if (credentials.length === 0 && !(await this.database.manager.existsBy(ClientEntity, { clientId }))) {
      throw new NotFoundError('client.not_found');
    }
    return credentials.map(credentialRecord);
  }

  /** @throws NotFoundError (`credential.not_found`) */
  async get(clientId: string, id: string): Promise<ClientCredential> {
    return credentialRecord(await existing(this.database.manager, clientId, id));
  }

  /**
   * Keeps a credential, inactive (A7).
   *
   * @throws NotFoundError (`client.not_found`), ConflictError (`client.built_in`, `credential.duplicate`, `credential.too_many`),
   * InvalidError with the code of what is wrong with it
   */
  async create(clientId: string, input: CheckedInput, actor: Actor): Promise<ClientCredential> {
    const draft = readCredential(input, new Date());
    return this.store.change(actor, async (change) => {
      const client = await change.get(clientId);
      if (client.builtIn) throw new ConflictError('client.built_in');
      const { id } = await keepCredential(change.manager, clientId, draft);
      const stored = await existing(change.manager, clientId, id);
      await change.record(credentialEvent('credential.created', client, stored.credential, actor));
      return credentialRecord(stored);
    });
  }

  /**
   * Changes when it expires; it works until then.
   *
   * @throws NotFoundError (`client.not_found`, `credential.not_found`), ConflictError (`client.built_in`), InvalidError
   */
  async update(clientId: string, id: string, asked: Date | null, actor: Actor): Promise<ClientCredential> {
    return this.store.change(actor, async (change) => {
      const client = await change.get(clientId);
      if (client.builtIn) throw new ConflictError('client.built_in');
      const stored = await existing(change.manager, clientId, id);
      const expiresAt = changedEnd(stored, asked, new Date());
      const changed = { expiresAt, updatedAt: new Date() };
      await change.manager.update(ClientCredentialEntity, { id }, changed);
      await change.record(credentialEvent('credential.updated', client, stored.credential, actor));
      return credentialRecord(await existing(change.manager, clientId, id));
    });
  }

  /** @throws NotFoundError (`client.not_found`, `credential.not_found`), ConflictError (`credential.in_use`) */
  async delete(clientId: string, id: string, actor: Actor): Promise<void> {
    await this.store.change(actor, async (change) => {
      const client = await change.get(clientId);
      const { credential } = await existing(change.manager, clientId, id);
      await deleteCredential(change.manager, client, credential);
      await change.record(credentialEvent('credential.deleted', client, credential, actor));
    });
  }
}

const existing = async (manager: EntityManager, clientId: string, id: string): Promise<StoredCredential> => {
  const found = await findCredential(manager, clientId, id);
  if (found === undefined) throw new NotFoundError('credential.not_found');
  return found;
};

/** The database says whether it is in use. */
const deleteCredential = async (
  manager: EntityManager,
  { name, authenticationMethod }: ClientEntity,
  { id }: ClientCredentialEntity,
): Promise<void> => {
  try {
    await manager.delete(ClientCredentialEntity, { id });
  } catch (error) {
    if (violatedConstraint(error) !== 'client_credential_use_credential') throw error;
    const path = `client_authentication_methods.${authenticationMethod}`;
    throw new ConflictError(
      'credential.in_use',
      undefined,
      [{ path, message: `${authenticationMethod} of this application uses it` }],
      `It serves ${authenticationMethod} of the application "${name}": take it out of ${path} first, then delete it.`,
    );
  }
};
