import { Injectable } from '@nestjs/common';
import { type AuditRecord, recordBy } from '@postern/audit';
import type { ResourceServer } from '@postern/contracts';
import { Statements } from '@postern/database';
import type { Actor } from '@postern/management';
import { resourceServerRecord } from './api-records.js';
import { ApiStore } from './api-store.js';
import type { CreateResourceServerDto, UpdateResourceServerDto } from './resource-server.dto.js';
import { ResourceServerEntity } from './resource-server.entity.js';

type Columns = Partial<
  Pick<
    ResourceServerEntity,
    'name' | 'identifier' | 'scopes' | 'accessTokenFormat' | 'signingAlg' | 'accessTokenTtl' | 'clientId'
  >
>;

/** Creates, changes and deletes APIs. */
@Injectable()
export class ResourceServerAdministration {
  constructor(private readonly store: ApiStore) {}

  /** @throws ConflictError (`resource_server.identifier_taken`), InvalidError for an unknown application */
  async create(input: CreateResourceServerDto, actor: Actor): Promise<ResourceServer> {
    return this.store.change(async (change) => {
      const api = await change.manager.save(Object.assign(new ResourceServerEntity(), columnsOf(input)));
      await change.record(eventOf('resource_server.created', api, actor));
      return resourceServerRecord(api);
    });
  }

  /** Scopes removed from the API are removed from its grants too. Throws NotFoundError, ConflictError, InvalidError. */
  async update(id: string, input: UpdateResourceServerDto, actor: Actor): Promise<ResourceServer> {
    return this.store.change(async (change) => {
      const api = await change.api({ id });
      const before = resourceServerRecord(api);
      const saved = await change.manager.save(Object.assign(api, columnsOf(input), { updatedAt: new Date() }));
      if (input.scopes !== undefined) {
        await Statements.in(change.manager).run(
          'client_grant.narrow',
          `update client_grant set updated_at = now(),
             scope = array(select s from unnest(scope) with ordinality as u (s, n) where s = any($2) order by n)
           where resource_server_id = $1 and not scope <@ $2`,
          [id, saved.scopes.map(({ value }) => value)],
        );
      }
      const after = resourceServerRecord(saved);
      const changed = (Object.keys(input) as (keyof typeof input)[]).filter(
        (name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]),
      );
      await change.record(eventOf('resource_server.updated', saved, actor, { changed }));
      return after;
    });
  }

  /** Deletes its grants too; tokens issued for it work until they expire. */
  async delete(id: string, actor: Actor): Promise<void> {
    await this.store.change(async (change) => {
      const api = await change.api({ id });
      await change.manager.delete(ResourceServerEntity, { id });
      await change.record(eventOf('resource_server.deleted', api, actor));
    });
  }
}

const columnsOf = (input: UpdateResourceServerDto & Partial<CreateResourceServerDto>): Columns => {
  const columns: Columns = {
    name: input.name,
    identifier: input.identifier,
    scopes: input.scopes?.map(({ value, description = null }) => ({ value, description })),
    accessTokenFormat: input.access_token_format,
    signingAlg: input.signing_alg,
    accessTokenTtl: input.access_token_ttl,
    clientId: input.client_id,
  };
  return Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== undefined));
};

const eventOf = (
  type: AuditRecord['type'],
  { name, identifier }: ResourceServerEntity,
  actor: Actor,
  details: object = {},
): AuditRecord => recordBy(actor, { type, details: { name, identifier, ...details } });
