import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { AccountEntity } from '../account.entity.js';

/** A group of accounts. Applications receive its name in the `groups` claim. */
@Entity('account_group')
// Unique without regard to case, which TypeORM cannot write.
@Index('account_group_name_unique', { synchronize: false })
@Check('account_group_name', 'name = btrim(name) and char_length(name) between 1 and 100')
export class GroupEntity {
  @PrimaryColumn('uuid', { generated: 'uuid', primaryKeyConstraintName: 'account_group_pk' })
  readonly id!: string;

  @Column({ type: 'text', collation: 'postern_names' })
  name!: string;

  @Column('text', { nullable: true })
  description!: string | null;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  readonly createdAt!: Date;

  @Column('timestamptz', { name: 'updated_at', default: () => 'now()' })
  updatedAt!: Date;
}

@Entity('account_group_member')
export class GroupMemberEntity {
  @PrimaryColumn('uuid', { name: 'group_id', primaryKeyConstraintName: 'account_group_member_pk' })
  readonly groupId!: string;

  @ManyToOne(() => GroupEntity, { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn({ name: 'group_id', foreignKeyConstraintName: 'account_group_member_group' })
  readonly group?: GroupEntity;

  @Index('account_group_member_account_id')
  @PrimaryColumn('uuid', { name: 'account_id', primaryKeyConstraintName: 'account_group_member_pk' })
  readonly accountId!: string;

  @ManyToOne(() => AccountEntity, { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn({ name: 'account_id', foreignKeyConstraintName: 'account_group_member_account' })
  readonly account?: AccountEntity;
}
