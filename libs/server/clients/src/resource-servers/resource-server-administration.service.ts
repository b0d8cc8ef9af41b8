import { Injectable } from '@nestjs/common';
import { type AuditRecord, administrationRecord } from '@postern/audit';
import type { ResourceServer } from '@postern/contracts';
import type { By } from '../store/by.js';
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
  async create(input: CreateResourceServerDto, by: By): Promise<ResourceServer> {
    return this.store.change(async (change) => {
      const api = await change.manager.save(Object.assign(new ResourceServerEntity(), columnsOf(input)));
      await change.record(eventOf('resource_server.created', api, by));
      return resourceServerRecord(api);
    });
  }

  /** Scopes that the API loses, its grants lose as well. Throws NotFoundError, ConflictError, InvalidError. */
  async update(id: string, input: UpdateResourceServerDto, by: By): Promise<ResourceServer> {
    return this.store.change(async (change) => {
      const api = await change.api({ id });
      const before = resourceServerRecord(api);
      const saved = await change.manager.save(Object.assign(api, columnsOf(input), { updatedAt: new Date() }));
      if (input.scopes !== undefined) {
        await change.manager.query(
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
      await change.record(eventOf('resource_server.updated', saved, by, { changed }));
      return after;
    });
  }

  /** Its grants go with it; tokens that were issued for it live until they expire. */
  async delete(id: string, by: By): Promise<void> {
    await this.store.change(async (change) => {
      const api = await change.api({ id });
      await change.manager.delete(ResourceServerEntity, { id });
      await change.record(eventOf('resource_server.deleted', api, by));
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
  { bearer, origin }: By,
  details: object = {},
): AuditRecord => administrationRecord(bearer, { type, origin, details: { name, identifier, ...details } });
