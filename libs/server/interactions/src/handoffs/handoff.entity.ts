import type { CertificateSummary, ErrorCode, MappingRule, RefusalFacts } from '@postern/contracts';
import { AccountEntity, type AccountSearch } from '@postern/accounts';
import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation, Unique } from 'typeorm';

/**
 * The result of a provider's own origin, for the public origin. The id is that of the ticket, so a ticket has one outcome; the code in the
 * URL is stored as a hash and consumed once.
 */
@Entity('handoff')
@Unique('handoff_code_hash', ['codeHash'])
@Index('handoff_expires_at', ['expiresAt'], { type: 'brin' })
@Index('handoff_account_id', ['accountId'], { where: 'account_id is not null' })
@Check(
  'handoff_purpose',
  `(purpose = 'sign_in' and interaction_uid is not null and account_id is null) or (purpose = 'link' and interaction_uid is null and account_id is not null) or (purpose = 'link_in_sign_in' and interaction_uid is not null and account_id is not null)`,
)
export class HandoffEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'handoff_pk' })
  readonly id!: string;

  @Column('bytea', { name: 'code_hash', nullable: true })
  codeHash!: Buffer | null;

  @Column('text')
  purpose!: 'sign_in' | 'link' | 'link_in_sign_in';

  /** No foreign key: it would lock the method's row at every sign-in. The statement that consumes a handoff joins the method. */
  @Column('uuid', { name: 'method_id' })
  methodId!: string;

  @Column('text', { name: 'interaction_uid', nullable: true })
  interactionUid!: string | null;

  @ManyToOne(() => AccountEntity, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'account_id', foreignKeyConstraintName: 'handoff_account' })
  readonly account?: Relation<AccountEntity> | null;

  @Column('uuid', { name: 'account_id', nullable: true })
  accountId!: string | null;

  /** Why it was refused; null for a valid proof. */
  @Column('text', { nullable: true })
  code!: ErrorCode | null;

  @Column('text', { nullable: true })
  reason!: string | null;

  /** What the refusal is about, for people. */
  @Column('jsonb', { nullable: true })
  refusal!: RefusalFacts | null;

  @Column('text', { nullable: true })
  subject!: string | null;

  @Column('text', { nullable: true })
  alias!: string | null;

  @Column('text', { name: 'former_subject', nullable: true })
  formerSubject!: string | null;

  /** The rule that made `subject`. */
  @Column('jsonb', { nullable: true })
  rule!: MappingRule | null;

  /** Where to look for the account. */
  @Column('jsonb', { nullable: true })
  search!: AccountSearch | null;

  @Column('text', { nullable: true })
  label!: string | null;

  /** Level of the proof; null for a refusal. */
  @Column('text', { nullable: true })
  acr!: string | null;

  @Column('text', { array: true, nullable: true })
  amr!: string[] | null;

  @Column('bytea', { name: 'certificate_der', nullable: true })
  certificateDer!: Buffer | null;

  @Column('jsonb', { name: 'certificate_summary', nullable: true })
  certificateSummary!: CertificateSummary | null;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  readonly createdAt!: Date;

  @Column('timestamptz', { name: 'expires_at' })
  expiresAt!: Date;

  @Column('timestamptz', { name: 'consumed_at', nullable: true })
  consumedAt!: Date | null;
}
