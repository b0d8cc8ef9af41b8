import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { type AuditRecord, recordBy } from '@postern/audit';
import type { ClientGrant, Page } from '@postern/contracts';
import { type Actor, offsetOf, pageOf, type PageQuery } from '@postern/management';
import { InvalidError, NotFoundError } from '@postern/errors';
import { DataSource } from 'typeorm';
import { clientGrantRecord } from './api-records.js';
import { type ApiChange, ApiStore } from './api-store.js';
import type { ClientGrantFilter, CreateClientGrantDto, UpdateClientGrantDto } from './client-grant.dto.js';
import { ClientGrantEntity } from './client-grant.entity.js';
import { assertMayGrant } from './grant-authority.js';
import type { ResourceServerEntity } from './resource-server.entity.js';

type Rights = Pick<ClientGrantEntity, 'scope' | 'onBehalfOf'>;

/** What applications may do at APIs. */
@Injectable()
export class ClientGrantAdministration {
  constructor(
    private readonly store: ApiStore,
    @InjectDataSource() private readonly database: DataSource,
  ) {}

  async list({ client_id: clientId, audience, ...paging }: ClientGrantFilter & PageQuery): Promise<Page<ClientGrant>> {
    const [grants, total] = await this.database.getRepository(ClientGrantEntity).findAndCount({
      where: {
        ...(clientId !== undefined && { clientId }),
        ...(audience !== undefined && { resourceServer: { identifier: audience } }),
      },
      relations: { resourceServer: true },
      order: { createdAt: 'asc', id: 'asc' },
      skip: offsetOf(paging),
      take: paging.pageSize,
    });
    return pageOf(grants.map(withAudience), total, paging);
  }

  /** @throws NotFoundError */
  async get(id: string): Promise<ClientGrant> {
    return withAudience(await found(this.database.manager, id));
  }

  /** @throws NotFoundError for an unknown API, ConflictError, InvalidError */
  async create(input: CreateClientGrantDto, actor: Actor): Promise<ClientGrant> {
    const { client_id: clientId, audience, scope = [], on_behalf_of: onBehalfOf = false } = input;
    return this.store.change(async (change) => {
      const api = await change.api({ identifier: audience });
      assertScopes(api, scope);
      await assertMayGrant(change, api, clientId, scope, actor);
      const columns = { clientId, resourceServerId: api.id, scope: [...scope], onBehalfOf };
      const grant = await change.manager.save(Object.assign(new ClientGrantEntity(), columns));
      const record = clientGrantRecord(grant, audience);
      await change.record(eventOf('client_grant.created', record, actor));
      return record;
    });
  }

  /** @throws NotFoundError, InvalidError */
  async update(id: string, input: UpdateClientGrantDto, actor: Actor): Promise<ClientGrant> {
    return this.store.change(async (change) => {
      const { grant, api } = await locked(change, id);
      const before = { scope: grant.scope, onBehalfOf: grant.onBehalfOf };
      if (input.scope !== undefined) {
        assertScopes(api, input.scope);
        grant.scope = [...input.scope];
      }
      if (input.on_behalf_of !== undefined) grant.onBehalfOf = input.on_behalf_of;
      if (addsRights(before, grant)) await assertMayGrant(change, api, grant.clientId, grant.scope, actor);
      grant.updatedAt = new Date();
      const record = clientGrantRecord(await change.manager.save(grant), api.identifier);
      await change.record(eventOf('client_grant.updated', record, actor));
      return record;
    });
  }

  /** @throws NotFoundError */
  async delete(id: string, actor: Actor): Promise<void> {
    await this.store.change(async (change) => {
      const { grant, api } = await locked(change, id);
      await change.manager.delete(ClientGrantEntity, { id });
      await change.record(eventOf('client_grant.deleted', clientGrantRecord(grant, api.identifier), actor));
    });
  }
}

/** Revoking rights needs no rights at the API. */
const addsRights = (before: Rights, after: Rights): boolean =>
  (after.onBehalfOf && !before.onBehalfOf) || after.scope.some((value) => !before.scope.includes(value));

const found = async (manager: ApiChange['manager'], id: string): Promise<ClientGrantEntity> => {
  const grant = await manager.findOne(ClientGrantEntity, { where: { id }, relations: { resourceServer: true } });
  if (grant === null) throw new NotFoundError('client_grant.not_found');
  return grant;
};

/** The API is always locked first, so that changes of both cannot deadlock. */
const locked = async (change: ApiChange, id: string) => {
  const api = await change.api({ id: (await found(change.manager, id)).resourceServerId });
  const grant = await found(change.manager, id);
  return { api, grant };
};

const withAudience = (grant: ClientGrantEntity): ClientGrant =>
  clientGrantRecord(grant, grant.resourceServer?.identifier ?? '');

const assertScopes = ({ scopes }: ResourceServerEntity, asked: readonly string[]): void => {
  const known = new Set(scopes.map(({ value }) => value));
  const errors = asked.flatMap((value, index) =>
    known.has(value) ? [] : [{ path: `scope.${index}`, message: `scope ${value} is none of the API's` }],
  );
  if (errors.length > 0) throw new InvalidError('request.invalid', undefined, errors);
};

const eventOf = (type: AuditRecord['type'], grant: ClientGrant, actor: Actor): AuditRecord =>
  recordBy(actor, {
    type,
    clientId: grant.client_id,
    details: { audience: grant.audience, scope: grant.scope, on_behalf_of: grant.on_behalf_of },
  });
