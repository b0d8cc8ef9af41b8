import { CertificateEntity } from '@postern/certificates';
import { SignInMethodEntity } from '@postern/sign-in-methods';
import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { AccountEntity } from '../account.entity.js';

/** A certificate that somebody signs in with and has not linked: a rule finds the account by a name in it. */
@Entity('unlinked_certificate')
export class UnlinkedCertificateEntity {
  @PrimaryColumn('uuid', { name: 'account_id', primaryKeyConstraintName: 'unlinked_certificate_pk' })
  readonly accountId!: string;

  @ManyToOne(() => AccountEntity, { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn({ name: 'account_id', foreignKeyConstraintName: 'unlinked_certificate_account' })
  readonly account?: AccountEntity;

  @PrimaryColumn('uuid', { name: 'method_id', primaryKeyConstraintName: 'unlinked_certificate_pk' })
  readonly methodId!: string;

  @ManyToOne(() => SignInMethodEntity, { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn({ name: 'method_id', foreignKeyConstraintName: 'unlinked_certificate_method' })
  readonly method?: SignInMethodEntity;

  @Index('unlinked_certificate_certificate_id')
  @PrimaryColumn('uuid', { name: 'certificate_id', primaryKeyConstraintName: 'unlinked_certificate_pk' })
  readonly certificateId!: string;

  @ManyToOne(() => CertificateEntity, { nullable: false })
  @JoinColumn({ name: 'certificate_id', foreignKeyConstraintName: 'unlinked_certificate_certificate' })
  readonly certificate?: CertificateEntity;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  readonly createdAt!: Date;

  /** Exact to the hour. */
  @Column('timestamptz', { name: 'last_used_at' })
  readonly lastUsedAt!: Date;

  /** As `IdentifierEntity.remindAfter`. */
  @Column('timestamptz', { name: 'remind_after', nullable: true })
  readonly remindAfter!: Date | null;
}
