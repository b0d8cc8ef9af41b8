import { SignInMethodEntity } from '@postern/sign-in-methods';
import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, Unique } from 'typeorm';
import { AccountEntity } from '../account.entity.js';

/** A certificate that an administrator has named, and nobody has presented yet: the first presentation links it to the account. */
@Entity('awaited_identifier')
@Unique('awaited_identifier_method_subject', ['methodId', 'subject'])
@Check('awaited_identifier_label', 'char_length(label) between 1 and 1000')
export class AwaitedIdentifierEntity {
  @PrimaryColumn('uuid', { generated: 'uuid', primaryKeyConstraintName: 'awaited_identifier_pk' })
  readonly id!: string;

  @Index('awaited_identifier_account_id')
  @Column('uuid', { name: 'account_id' })
  readonly accountId!: string;

  @ManyToOne(() => AccountEntity, { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn({ name: 'account_id', foreignKeyConstraintName: 'awaited_identifier_account' })
  readonly account?: AccountEntity;

  @Column('uuid', { name: 'method_id' })
  readonly methodId!: string;

  @ManyToOne(() => SignInMethodEntity, { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn({ name: 'method_id', foreignKeyConstraintName: 'awaited_identifier_method' })
  readonly method?: SignInMethodEntity;

  /** As the provider names it; opaque to everybody else. */
  @Column('text')
  readonly subject!: string;

  /** What was typed, in one spelling. */
  @Column('text')
  readonly label!: string;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  readonly createdAt!: Date;
}
