import { Injectable } from '@nestjs/common';
import { AuditedChange, AuditedTransaction } from '@postern/audit';
import { type Actor, assertMayAct, assertMayGive, assertRoleStands, assertWithin } from '@postern/management';
import { Statements, violatedConstraint } from '@postern/database';
import { InvalidError, NotFoundError } from '@postern/errors';
import { ClientEntity } from '../entities/client.entity.js';
import { engineMetadata } from '../reading/engine-metadata.js';
import { type ClientWithCredentials, findClientWithCredentials } from '../reading/find-client.js';
import { type Authentication, useCredentials, withdrawCredentials } from '../credentials/authentication.js';
import { type ClientSettings } from './client-defaults.js';
import { ClientMetadataValidator } from './client-metadata-validator.port.js';
import { columnsOf } from './client-records.js';
import { settingsErrors } from './client-rules.js';

/** Data stored beside the settings. */
interface Rest extends Partial<Pick<ClientEntity, 'secretHash' | 'builtIn'>> {
  /** Replaces what it authenticates with; null: a secret again, or none. */
  readonly authentication?: Authentication | null;
}

/** One change of the applications. */
export class ClientChange extends AuditedChange {
  constructor(
    { manager, record }: AuditedChange,
    private readonly engine: ClientMetadataValidator,
    private readonly actor: Actor | null,
  ) {
    super(manager, record);
  }

  find(clientId: string): Promise<ClientEntity | null> {
    return this.manager.findOne(ClientEntity, { where: { clientId }, lock: { mode: 'pessimistic_write' } });
  }

  /** @throws NotFoundError, ForbiddenError (`token.exceeds_own_rights`) for an application with more rights than the caller */
  async get(clientId: string): Promise<ClientEntity> {
    const client = await this.find(clientId);
    if (client === null) throw new NotFoundError('client.not_found');
    if (this.actor !== null) {
      assertWithin(this.actor, client.organizationId);
      await assertRoleStands(Statements.in(this.manager), this.actor);
      assertMayAct(this.actor, client.metadata.scopes);
    }
    return client;
  }

  /** The same with what it authenticates with. Throws NotFoundError. */
  async getWithCredentials(clientId: string): Promise<ClientWithCredentials> {
    await this.get(clientId);
    return this.read(clientId);
  }

  /**
   * Nothing is stored that the engine would refuse later.
   *
   * @throws InvalidError (`client.invalid_metadata`) with paths, ForbiddenError (`token.exceeds_own_rights`) when it gets scopes that the caller lacks; the transaction has failed then
   */
  async save(
    client: ClientEntity,
    settings: ClientSettings,
    { authentication, ...rest }: Rest = {},
  ): Promise<ClientWithCredentials> {
    const { clientId } = client;
    if (this.actor !== null) {
      assertWithin(this.actor, settings.organization_id);
      assertMayGive(this.actor, settings.scopes);
    }
    Object.assign(client, columnsOf(settings), rest, { updatedAt: new Date() });
    if (authentication !== undefined) client.authenticationMethod = authentication?.method ?? null;
    const errors = settingsErrors(settings, client.authenticationMethod ?? null, client.builtIn);
    if (errors.length > 0) throw new InvalidError('client.invalid_metadata', undefined, errors);
    if (authentication !== undefined) await withdrawCredentials(this.manager, clientId);
    await this.manager.save(ClientEntity, client);
    if (authentication) await useCredentials(this.manager, clientId, authentication);
    const saved = await this.read(clientId);
    await this.engine.validate(engineMetadata(saved.client, saved.credentials, saved.organization));
    return saved;
  }

  private async read(clientId: string): Promise<ClientWithCredentials> {
    const found = await findClientWithCredentials(this.manager, clientId);
    if (found === undefined) throw new NotFoundError('client.not_found');
    return found;
  }
}

/** Writes applications. */
@Injectable()
export class ClientStore {
  constructor(
    private readonly transaction: AuditedTransaction,
    private readonly engine: ClientMetadataValidator,
  ) {}

  /** @param actor whose rights limit the change; null for Postern itself */
  async change<T>(actor: Actor | null, work: (change: ClientChange) => Promise<T>): Promise<T> {
    try {
      return await this.transaction.run(['client'], (change) => work(new ClientChange(change, this.engine, actor)));
    } catch (error) {
      if (violatedConstraint(error) !== 'client_organization') throw error;
      const errors = [{ path: 'organization_id', message: 'there is no such organization' }];
      throw new NotFoundError('organization.not_found', undefined, errors);
    }
  }
}
