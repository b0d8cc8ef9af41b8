import { AccountEntity } from '@postern/accounts';
import { ClientEntity } from '@postern/clients';
import type { AccessRequestState } from '@postern/contracts';
import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';

/** Somebody who was refused asks the administrators of an application for access. */
@Entity('access_request')
@Index('access_request_open', ['clientId', 'accountId'], { unique: true, where: `state = 'open'` })
@Index('access_request_by_client', ['clientId', 'createdAt'])
@Index('access_request_by_account', ['accountId', 'createdAt'])
@Check('access_request_state', `state in ('open', 'granted', 'refused')`)
@Check('access_request_answered', `(state = 'open') = (answered_at is null)`)
export class AccessRequestEntity {
  @PrimaryColumn('uuid', { generated: 'uuid', primaryKeyConstraintName: 'access_request_pk' })
  readonly id!: string;

  @Column('text', { name: 'client_id' })
  readonly clientId!: string;

  @ManyToOne(() => ClientEntity, { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn({ name: 'client_id', foreignKeyConstraintName: 'access_request_client' })
  readonly client?: ClientEntity;

  @Column('uuid', { name: 'account_id' })
  readonly accountId!: string;

  @ManyToOne(() => AccountEntity, { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn({ name: 'account_id', foreignKeyConstraintName: 'access_request_account' })
  readonly account?: AccountEntity;

  @Column('text', { nullable: true })
  message!: string | null;

  @Column('text', { default: 'open' })
  state!: AccessRequestState;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  readonly createdAt!: Date;

  @Column('timestamptz', { name: 'answered_at', nullable: true })
  answeredAt!: Date | null;
}
