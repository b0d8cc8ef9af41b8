import { AccountEntity } from '@postern/accounts';
import { ClientEntity } from '@postern/clients';
import type { MemberRole } from '@postern/contracts';
import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';

/** What the administrators of an application say of a person: a role there, or that they are kept out. Read with the account (`accountFacts`). */
@Entity('client_member')
@Check('client_member_role', `role in ('administrator', 'member')`)
@Check('client_member_says_something', 'role is not null or blocked_at is not null')
export class ClientMemberEntity {
  @PrimaryColumn('text', { name: 'client_id', primaryKeyConstraintName: 'client_member_pk' })
  readonly clientId!: string;

  @ManyToOne(() => ClientEntity, { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn({ name: 'client_id', foreignKeyConstraintName: 'client_member_client' })
  readonly client?: ClientEntity;

  @Index('client_member_account_id')
  @PrimaryColumn('uuid', { name: 'account_id', primaryKeyConstraintName: 'client_member_pk' })
  readonly accountId!: string;

  @ManyToOne(() => AccountEntity, { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn({ name: 'account_id', foreignKeyConstraintName: 'client_member_account' })
  readonly account?: AccountEntity;

  /** Null: no member. */
  @Column('text', { nullable: true })
  role!: MemberRole | null;

  /** Set while the person is blocked in this application. */
  @Column('timestamptz', { name: 'blocked_at', nullable: true })
  blockedAt!: Date | null;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  readonly createdAt!: Date;
}
