import { CertificateEntity } from '@postern/certificates';
import type { MappingRule, Publicity } from '@postern/contracts';
import { SignInMethodEntity } from '@postern/sign-in-methods';
import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, Unique } from 'typeorm';
import { AccountEntity } from '../account.entity.js';

/** A subject, as one sign-in method knows it, linked to an account. */
@Entity('identifier')
@Unique('identifier_method_subject', ['methodId', 'subject'])
@Unique('identifier_method_alias', ['methodId', 'alias'])
@Check('identifier_publicity', `publicity in ('private', 'on_request', 'public')`)
@Check('identifier_label', `char_length(label) between 1 and 200`)
export class IdentifierEntity {
  @PrimaryColumn('uuid', { generated: 'uuid', primaryKeyConstraintName: 'identifier_pk' })
  readonly id!: string;

  @Index('identifier_account_id')
  @Column('uuid', { name: 'account_id' })
  readonly accountId!: string;

  @ManyToOne(() => AccountEntity, { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn({ name: 'account_id', foreignKeyConstraintName: 'identifier_account' })
  readonly account?: AccountEntity;

  @Column('uuid', { name: 'method_id' })
  readonly methodId!: string;

  @ManyToOne(() => SignInMethodEntity, { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn({ name: 'method_id', foreignKeyConstraintName: 'identifier_method' })
  readonly method?: SignInMethodEntity;

  /** Unique within the method; opaque to everybody but its provider. */
  @Column('text')
  readonly subject!: string;

  /** The holder's second subject, where the provider knows one. */
  @Column('text', { nullable: true })
  readonly alias!: string | null;

  /** The source of `subject`, such as `certificate` or `san-upn`; null for methods without rules. */
  @Column('text', { nullable: true })
  readonly source!: string | null;

  /** The rule it was made by, as it was then. */
  @Column('jsonb', { nullable: true })
  readonly rule!: MappingRule | null;

  /** The name that the person gave it; at first the certificate's name. */
  @Column('text')
  label!: string;

  @Column('text', { default: 'private' })
  publicity!: Publicity;

  @Index('identifier_certificate_id')
  @Column('uuid', { name: 'certificate_id', nullable: true })
  readonly certificateId!: string | null;

  @ManyToOne(() => CertificateEntity, { nullable: true })
  @JoinColumn({ name: 'certificate_id', foreignKeyConstraintName: 'identifier_certificate' })
  readonly certificate?: CertificateEntity | null;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  readonly createdAt!: Date;

  @Column('timestamptz', { name: 'last_used_at', nullable: true })
  lastUsedAt!: Date | null;

  /** The person wants to hear of the end of its certificate from then on. */
  @Column('timestamptz', { name: 'remind_after', nullable: true })
  readonly remindAfter!: Date | null;
}
