import { Injectable } from '@nestjs/common';
import { Statements } from '@postern/database';
import { type Actor, finds, offsetOf, pageOf, type SearchQuery } from '@postern/management';
import type { GatewayApi, GatewayApiDefinition, Page } from '@postern/contracts';
import { GatewayChanges } from '../applying/gateway-changes.js';
import { gatewayEvent } from '../gateway-event.js';
import { GatewayConfig } from '../gateway.config.js';
import { changedDefinition, newDefinition } from './api-definition.js';
import { assertPathIsFree, explainApiWrite, holdTrustAnchors } from './api-references.js';
import { GatewayApiEntity } from './gateway-api.entity.js';
import type { CreateApiDto, UpdateApiDto } from './gateway-api.dto.js';
import { apiRecord, type ApiRow, apiSelect, draftOf, findApi } from './gateway-api-records.js';

const matching = `where ${finds('$1', 'a.name', 'a.path_prefix')}`;

const columnsOf = ({
  name,
  pathPrefix,
  upstreamId,
  policy,
  rateLimit,
  forwardedHeaders,
}: GatewayApiDefinition): unknown[] => [
  name,
  pathPrefix,
  upstreamId,
  JSON.stringify(policy),
  rateLimit === null ? null : JSON.stringify(rateLimit),
  JSON.stringify(forwardedHeaders),
];

/** APIs as drafts: the applied version changes only when a draft is applied or deleted. */
@Injectable()
export class GatewayApis {
  constructor(
    private readonly statements: Statements,
    private readonly changes: GatewayChanges,
    private readonly config: GatewayConfig,
  ) {}

  async page(query: SearchQuery): Promise<Page<GatewayApi>> {
    const words = query.search ?? '';
    const { total } = await this.statements.only<{ readonly total: number }>(
      'gateway_api.count',
      `select count(*)::int as total from gateway_api a ${matching}`,
      [words],
    );
    const rows = await this.statements.run<ApiRow>(
      'gateway_api.page',
      `${apiSelect} ${matching} order by a.name limit $2 offset $3`,
      [words, query.pageSize, offsetOf(query)],
    );
    return pageOf(
      rows.map((row) => this.record(row)),
      total,
      query,
    );
  }

  /** @throws NotFoundError */
  async get(id: string): Promise<GatewayApi> {
    return this.record(await findApi(this.statements, id));
  }

  /** @throws InvalidError, ConflictError (`gateway.api_name_taken`, `gateway.path_taken`) */
  async create(input: CreateApiDto, actor: Actor): Promise<GatewayApi> {
    const definition = newDefinition(input);
    const id = await this.changes.keep(async (change) => {
      await holdTrustAnchors(change.manager, definition);
      await assertPathIsFree(change.manager, definition, null);
      const row = await Statements.in(change.manager)
        .only<{ readonly id: string }>(
          'gateway_api.create',
          `insert into gateway_api (name, path_prefix, upstream_id, policy, rate_limit, forwarded_headers)
           values ($1, $2, $3, $4, $5, $6) returning id`,
          columnsOf(definition),
        )
        .catch(explainApiWrite);
      const { name, pathPrefix } = definition;
      await change.record(gatewayEvent('gateway.api_created', actor, { id: row.id, name, pathPrefix }));
      return row.id;
    });
    return this.get(id);
  }

  /** Changes the draft. Throws NotFoundError, InvalidError, ConflictError. */
  async update(id: string, input: UpdateApiDto, actor: Actor): Promise<GatewayApi> {
    await this.changes.keep(async (change) => {
      const definition = changedDefinition(
        draftOf(await findApi(Statements.in(change.manager), id, 'for update of a')),
        input,
      );
      await holdTrustAnchors(change.manager, definition);
      await assertPathIsFree(change.manager, definition, id);
      await Statements.in(change.manager)
        .run(
          'gateway_api.update',
          `update gateway_api set name = $1, path_prefix = $2, upstream_id = $3, policy = $4, rate_limit = $5,
             forwarded_headers = $6, refused = null, updated_at = now() where id = $7`,
          [...columnsOf(definition), id],
        )
        .catch(explainApiWrite);
      await change.record(
        gatewayEvent('gateway.api_updated', actor, { id, name: definition.name, changed: Object.keys(input) }),
      );
    });
    return this.get(id);
  }

  /** Deletes the draft and the applied version; callers get 404 from then on. Throws NotFoundError, and what `GatewayChanges` throws. */
  async delete(id: string, actor: Actor): Promise<void> {
    await this.changes.run(async (change) => {
      const { name, pathPrefix } = await findApi(Statements.in(change.manager), id);
      await change.manager.delete(GatewayApiEntity, { id });
      await change.record(gatewayEvent('gateway.api_deleted', actor, { id, name, pathPrefix }));
    });
  }

  private record(row: ApiRow): GatewayApi {
    return apiRecord(row, this.config.GATEWAY_ORIGIN);
  }
}
