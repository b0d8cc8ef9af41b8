import type {
  GatewayApiDefinition,
  GatewayForwardedHeaders,
  GatewayPolicy,
  GatewayRateLimit,
} from '@postern/contracts';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { GatewayUpstreamEntity } from '../upstreams/gateway-upstream.entity.js';

/** An API: its draft in columns, its applied version in `applied`. */
@Entity('gateway_api')
@Unique('gateway_api_name', ['name'])
@Unique('gateway_api_path', ['pathPrefix'])
@Unique('gateway_api_applied_path', ['appliedPathPrefix'])
@ForeignKey(() => GatewayUpstreamEntity, ['upstreamId'], ['id'], { name: 'gateway_api_upstream' })
@ForeignKey(() => GatewayUpstreamEntity, ['appliedUpstreamId'], ['id'], { name: 'gateway_api_applied_upstream' })
@Check('gateway_api_name_length', 'name = btrim(name) and char_length(name) between 1 and 80')
@Check('gateway_api_path_form', `path_prefix ~ '^(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*){1,4}$'`)
@Check(
  'gateway_api_applied_whole',
  `applied_path_prefix is not distinct from applied ->> 'pathPrefix'
    and applied_upstream_id::text is not distinct from applied ->> 'upstreamId'`,
)
export class GatewayApiEntity {
  @PrimaryColumn('uuid', { generated: 'uuid', primaryKeyConstraintName: 'gateway_api_pk' })
  readonly id!: string;

  @Column({ type: 'text', collation: 'postern_names' })
  name!: string;

  @Column('text', { name: 'path_prefix' })
  pathPrefix!: string;

  @Index('gateway_api_upstream_id')
  @Column('uuid', { name: 'upstream_id' })
  upstreamId!: string;

  @Column('jsonb')
  policy!: GatewayPolicy;

  @Column('jsonb', { name: 'rate_limit', nullable: true })
  rateLimit!: GatewayRateLimit | null;

  @Column('jsonb', { name: 'forwarded_headers' })
  forwardedHeaders!: GatewayForwardedHeaders;

  @Column('jsonb', { nullable: true })
  applied!: GatewayApiDefinition | null;

  @Column('text', { name: 'applied_path_prefix', nullable: true })
  appliedPathPrefix!: string | null;

  @Index('gateway_api_applied_upstream_id', { where: 'applied_upstream_id is not null' })
  @Column('uuid', { name: 'applied_upstream_id', nullable: true })
  appliedUpstreamId!: string | null;

  /** The policy before the last apply: calls that Nginx still sends to the former upstream must satisfy it too. */
  @Column('jsonb', { name: 'former_policy', nullable: true })
  formerPolicy!: GatewayPolicy | null;

  /** The upstream before the last apply. No foreign key: it may have been deleted, and is only compared. */
  @Column('uuid', { name: 'former_upstream_id', nullable: true })
  formerUpstreamId!: string | null;

  @Column('integer', { default: 0 })
  version!: number;

  @Column('timestamptz', { name: 'applied_at', nullable: true })
  appliedAt!: Date | null;

  @Column('jsonb', { nullable: true })
  refused!: { readonly at: string; readonly reason: string } | null;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  readonly createdAt!: Date;

  @Column('timestamptz', { name: 'updated_at', default: () => 'now()' })
  updatedAt!: Date;
}
