import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { GatewayCertificateEntity } from '../certificates/gateway-certificate.entity.js';

/** A server that calls are forwarded to, and how both sides authenticate. */
@Entity('gateway_upstream')
@Unique('gateway_upstream_name', ['name'])
@ForeignKey(() => GatewayCertificateEntity, ['certificateId'], ['id'], { name: 'gateway_upstream_credential' })
@Check('gateway_upstream_name_length', 'name = btrim(name) and char_length(name) between 1 and 80')
@Check('gateway_upstream_url', `url ~ '^https?://'`)
export class GatewayUpstreamEntity {
  @PrimaryColumn('uuid', { generated: 'uuid', primaryKeyConstraintName: 'gateway_upstream_pk' })
  readonly id!: string;

  @Column({ type: 'text', collation: 'postern_names' })
  name!: string;

  @Column('text')
  url!: string;

  /** Of the URL's host, from the last lookup: Nginx does not resolve names. */
  @Column('text', { array: true, default: () => `'{}'` })
  addresses!: readonly string[];

  /** PEM, one certificate or several; null: the machine's own trust anchors. */
  @Column('text', { name: 'trusted_ca', nullable: true })
  trustedCa!: string | null;

  @Column('boolean', { name: 'skip_certificate_chain_validation', default: false })
  skipCertificateChainValidation!: boolean;

  @Column('text', { name: 'server_name', nullable: true })
  serverName!: string | null;

  /** Certificate that the gateway presents; null: none. */
  @Index('gateway_upstream_certificate_id', { where: 'certificate_id is not null' })
  @Column('text', { name: 'certificate_id', nullable: true })
  certificateId!: string | null;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  readonly createdAt!: Date;

  @Column('timestamptz', { name: 'updated_at', default: () => 'now()' })
  updatedAt!: Date;
}
