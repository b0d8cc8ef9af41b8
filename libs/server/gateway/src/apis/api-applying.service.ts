import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { AuditLog } from '@postern/audit';
import type { GatewayApiDefinition, GatewayApplyResult, GatewayValidation } from '@postern/contracts';
import { Statements } from '@postern/database';
import { ConflictError, DomainError } from '@postern/errors';
import { DataSource, type EntityManager } from 'typeorm';
import { GatewayChanges } from '../applying/gateway-changes.js';
import { NginxAgentClient } from '../applying/nginx-agent.client.js';
import type { Actor } from '@postern/management';
import { gatewayEvent } from '../gateway-event.js';
import { ConfigurationRefusedError } from '../gateway-errors.js';
import { GatewayApiEntity } from './gateway-api.entity.js';
import { newDefinition } from './api-definition.js';
import { assertPathIsFree, explainApiWrite, holdTrustAnchors } from './api-references.js';
import type { CreateApiDto } from './gateway-api.dto.js';
import { draftOf, findApi } from './gateway-api-records.js';
import { GatewayApis } from './gateway-apis.service.js';

/** Applies drafts, or checks them without applying. */
@Injectable()
export class ApiApplying {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly statements: Statements,
    private readonly changes: GatewayChanges,
    private readonly apis: GatewayApis,
    private readonly agent: NginxAgentClient,
    private readonly audit: AuditLog,
  ) {}

  /**
   * Returns once Nginx serves the draft.
   *
   * @throws NotFoundError, InvalidError, ConflictError (`gateway.path_taken`, `gateway.disabled`), ConfigurationRefusedError,
   * NotConfirmedError
   */
  async apply(id: string, actor: Actor): Promise<GatewayApplyResult> {
    if (!this.agent.exists) throw new ConflictError('gateway.disabled');
    const started = performance.now();
    try {
      const { generation } = await this.changes.run(async (change) => {
        const row = await findApi(Statements.in(change.manager), id, 'for update of a');
        const { name, pathPrefix } = await makeApplied(change.manager, id, draftOf(row));
        await change.record(
          gatewayEvent('gateway.api_applied', actor, { id, name, pathPrefix, version: row.version + 1 }),
        );
      });
      const milliseconds = Math.round(performance.now() - started);
      return { api: await this.apis.get(id), generation, milliseconds };
    } catch (error) {
      if (error instanceof ConfigurationRefusedError) await this.rememberRefusal(id, error, actor);
      throw error;
    }
  }

  /** What `apply` would answer for the stored draft. Throws NotFoundError. */
  async validate(id: string): Promise<GatewayValidation> {
    const draft = draftOf(await findApi(this.statements, id));
    return this.rehearse(async (manager) => void (await makeApplied(manager, id, draft)));
  }

  /** The same for a draft that is not stored. */
  async validateInput(input: CreateApiDto): Promise<GatewayValidation> {
    return this.rehearse(async (manager) => {
      const definition = newDefinition(input);
      const { name, pathPrefix, upstreamId, policy } = definition;
      await assertPathIsFree(manager, definition, null);
      const { id } = await Statements.in(manager)
        .only<{ readonly id: string }>(
          'gateway_api.rehearse',
          `insert into gateway_api (name, path_prefix, upstream_id, policy, forwarded_headers)
           values ($1, $2, $3, $4, '{}') returning id`,
          [name, pathPrefix, upstreamId, JSON.stringify(policy)],
        )
        .catch(explainApiWrite);
      await makeApplied(manager, id, definition);
    });
  }

  private async rehearse(work: (manager: EntityManager) => Promise<void>): Promise<GatewayValidation> {
    try {
      const nginx = (await this.changes.rehearse(work)) ?? null;
      return { valid: nginx === null, problems: [], nginx };
    } catch (error) {
      if (!(error instanceof DomainError) || error.errors === undefined || error.status >= 500) throw error;
      return { valid: false, problems: error.errors, nginx: null };
    }
  }

  private async rememberRefusal(
    id: string,
    { nginx, generation, code }: ConfigurationRefusedError,
    actor: Actor,
  ): Promise<void> {
    const refused = { at: new Date().toISOString(), reason: nginx };
    await this.database.getRepository(GatewayApiEntity).update({ id }, { refused });
    await this.audit.note(gatewayEvent('gateway.apply_refused', actor, { id, generation, reason: nginx }, code));
  }
}

const makeApplied = async (
  manager: EntityManager,
  id: string,
  definition: GatewayApiDefinition,
): Promise<GatewayApiDefinition> => {
  await holdTrustAnchors(manager, definition);
  await assertPathIsFree(manager, definition, id, 'applied_path_prefix');
  await Statements.in(manager)
    .run(
      'gateway_api.apply',
      `update gateway_api set
         former_policy = case when applied = $1 then former_policy else applied -> 'policy' end,
         former_upstream_id = case when applied = $1 then former_upstream_id else applied_upstream_id end, applied = $1, applied_path_prefix = $2,
         applied_upstream_id = $3, version = version + 1, applied_at = now(), refused = null where id = $4`,
      [JSON.stringify(definition), definition.pathPrefix, definition.upstreamId, id],
    )
    .catch(explainApiWrite);
  return definition;
};
