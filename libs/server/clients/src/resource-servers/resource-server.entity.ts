import type { ResourceServer } from '@postern/contracts';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { ClientEntity } from '../entities/client.entity.js';

/** An API that tokens are issued for (RFC 8707). */
@Entity('resource_server')
@Unique('resource_server_identifier', ['identifier'])
@Index('resource_server_built_in', ['builtIn'], { unique: true, where: 'built_in' })
@ForeignKey(() => ClientEntity, ['clientId'], ['clientId'], { name: 'resource_server_client', onDelete: 'SET NULL' })
@Check('resource_server_name', 'name = btrim(name) and char_length(name) between 1 and 100')
@Check('resource_server_identifier_length', 'char_length(identifier) between 1 and 500')
@Check('resource_server_scopes', `jsonb_typeof(scopes) = 'array'`)
@Check('resource_server_format', `access_token_format in ('jwt', 'opaque')`)
@Check('resource_server_alg', `signing_alg in ('ES256', 'RS256')`)
@Check('resource_server_ttl', 'access_token_ttl between 60 and 86400')
export class ResourceServerEntity {
  @PrimaryColumn('uuid', { generated: 'uuid', primaryKeyConstraintName: 'resource_server_pk' })
  readonly id!: string;

  @Column({ type: 'text', collation: 'postern_names' })
  name!: string;

  /** The audience; compared character by character. */
  @Column('text')
  identifier!: string;

  @Column('jsonb', { default: [] })
  scopes!: ResourceServer['scopes'];

  @Column('text', { name: 'access_token_format', default: 'jwt' })
  accessTokenFormat!: ResourceServer['access_token_format'];

  @Column('text', { name: 'signing_alg', default: 'ES256' })
  signingAlg!: ResourceServer['signing_alg'];

  /** Seconds. */
  @Column('integer', { name: 'access_token_ttl', default: 3600 })
  accessTokenTtl!: number;

  /** The application that is this API. */
  @Index('resource_server_client_id', { where: 'client_id is not null' })
  @Column('text', { name: 'client_id', nullable: true })
  clientId!: string | null;

  /** The management API. */
  @Column('boolean', { name: 'built_in', default: false })
  builtIn!: boolean;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  readonly createdAt!: Date;

  @Column('timestamptz', { name: 'updated_at', default: () => 'now()' })
  updatedAt!: Date;
}
