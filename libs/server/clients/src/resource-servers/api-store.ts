import { Injectable } from '@nestjs/common';
import { AuditedChange, AuditedTransaction } from '@postern/audit';
import { violatedConstraint } from '@postern/database';
import { ConflictError, type DomainError, InvalidError, NotFoundError } from '@postern/errors';
import { ResourceServerEntity } from './resource-server.entity.js';

const noSuchClient = (): DomainError =>
  new InvalidError('request.invalid', undefined, [{ path: 'client_id', message: 'client_id names no application' }]);

/** Errors for violated constraints. */
const violations: Readonly<Record<string, () => DomainError>> = {
  resource_server_identifier: () => new ConflictError('resource_server.identifier_taken'),
  resource_server_client: noSuchClient,
  client_grant_client: noSuchClient,
  client_grant_client_api: () => new ConflictError('client_grant.duplicate'),
};

/** One change of APIs or grants. */
export class ApiChange extends AuditedChange {
  /** Locks the API until the end of the transaction. Throws NotFoundError, ConflictError (`resource_server.built_in`). */
  async api(where: { readonly id: string } | { readonly identifier: string }): Promise<ResourceServerEntity> {
    const api = await this.manager.findOne(ResourceServerEntity, { where, lock: { mode: 'pessimistic_write' } });
    if (api === null) throw new NotFoundError('resource_server.not_found');
    if (api.builtIn) throw new ConflictError('resource_server.built_in');
    return api;
  }
}

/** Writes APIs and grants. */
@Injectable()
export class ApiStore {
  constructor(private readonly transaction: AuditedTransaction) {}

  async change<T>(work: (change: ApiChange) => Promise<T>): Promise<T> {
    try {
      return await this.transaction.run(['resource_server'], ({ manager, record }) =>
        work(new ApiChange(manager, record)),
      );
    } catch (error) {
      throw violations[violatedConstraint(error) ?? '']?.() ?? error;
    }
  }
}
