import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { AuditLog, type AuditRecord } from '@postern/audit';
import { ChangeFeed, violatedConstraint } from '@postern/database';
import { ConflictError, type DomainError, InvalidError, NotFoundError } from '@postern/errors';
import { DataSource, type EntityManager } from 'typeorm';
import { ResourceServerEntity } from './resource-server.entity.js';

const noSuchClient = (): DomainError =>
  new InvalidError('request.invalid', undefined, [{ path: 'client_id', message: 'client_id names no application' }]);

/** What the database refused, as callers read it. */
const violations: Readonly<Record<string, () => DomainError>> = {
  resource_server_identifier: () => new ConflictError('resource_server.identifier_taken'),
  resource_server_client: noSuchClient,
  client_grant_client: noSuchClient,
  client_grant_client_api: () => new ConflictError('client_grant.duplicate'),
};

/** One change of APIs or grants: everything in it happens, with its event, or nothing. */
export class ApiChange {
  constructor(
    readonly manager: EntityManager,
    private readonly audit: AuditLog,
  ) {}

  /** Nobody else changes it meanwhile. Throws NotFoundError, ConflictError (`resource_server.built_in`). */
  async api(where: { readonly id: string } | { readonly identifier: string }): Promise<ResourceServerEntity> {
    const api = await this.manager.findOne(ResourceServerEntity, { where, lock: { mode: 'pessimistic_write' } });
    if (api === null) throw new NotFoundError('resource_server.not_found');
    if (api.builtIn) throw new ConflictError('resource_server.built_in');
    return api;
  }

  record(record: AuditRecord): Promise<void> {
    return this.audit.recordIn(this.manager, record);
  }
}

/** Writes APIs and grants. */
@Injectable()
export class ApiStore {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly audit: AuditLog,
    private readonly changes: ChangeFeed,
  ) {}

  /** Afterwards this process knows of the change at once, the others a moment later. */
  async change<T>(work: (change: ApiChange) => Promise<T>): Promise<T> {
    try {
      const result = await this.database.transaction((manager) => work(new ApiChange(manager, this.audit)));
      this.changes.announce('resource_server');
      return result;
    } catch (error) {
      throw violations[violatedConstraint(error) ?? '']?.() ?? error;
    }
  }
}
