import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, Unique } from 'typeorm';
import { ClientEntity } from '../entities/client.entity.js';
import { ResourceServerEntity } from './resource-server.entity.js';

/** What an application may do at an API; without one, nothing. */
@Entity('client_grant')
@Unique('client_grant_client_api', ['clientId', 'resourceServerId'])
export class ClientGrantEntity {
  @PrimaryColumn('uuid', { generated: 'uuid', primaryKeyConstraintName: 'client_grant_pk' })
  readonly id!: string;

  @Column('text', { name: 'client_id' })
  clientId!: string;

  @ManyToOne(() => ClientEntity, { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn({ name: 'client_id', foreignKeyConstraintName: 'client_grant_client' })
  readonly client?: ClientEntity;

  @Index('client_grant_resource_server_id')
  @Column('uuid', { name: 'resource_server_id' })
  resourceServerId!: string;

  @ManyToOne(() => ResourceServerEntity, { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn({ name: 'resource_server_id', foreignKeyConstraintName: 'client_grant_api' })
  readonly resourceServer?: ResourceServerEntity;

  @Column('text', { array: true, default: [] })
  scope!: string[];

  /** May act at the API for the people whose tokens it was sent. */
  @Column('boolean', { name: 'on_behalf_of', default: false })
  onBehalfOf!: boolean;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  readonly createdAt!: Date;

  @Column('timestamptz', { name: 'updated_at', default: () => 'now()' })
  updatedAt!: Date;
}
