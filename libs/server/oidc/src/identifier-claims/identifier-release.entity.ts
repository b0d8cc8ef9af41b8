import { AccountEntity, IdentifierEntity } from '@postern/accounts';
import { ClientEntity } from '@postern/clients';
import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';

/** What a person chose: whether one application may see one identifier. No row: they were not asked. */
@Entity('identifier_release')
export class IdentifierReleaseEntity {
  @PrimaryColumn('uuid', { name: 'account_id', primaryKeyConstraintName: 'identifier_release_pk' })
  readonly accountId!: string;

  @ManyToOne(() => AccountEntity, { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn({ name: 'account_id', foreignKeyConstraintName: 'identifier_release_account' })
  readonly account?: AccountEntity;

  @Index('identifier_release_client_id')
  @PrimaryColumn('text', { name: 'client_id', primaryKeyConstraintName: 'identifier_release_pk' })
  readonly clientId!: string;

  @ManyToOne(() => ClientEntity, { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn({ name: 'client_id', foreignKeyConstraintName: 'identifier_release_client' })
  readonly client?: ClientEntity;

  /** Id of the identifier; SHA-256 (hexadecimal) of a certificate that somebody signs in with and has not linked. */
  @PrimaryColumn('text', { primaryKeyConstraintName: 'identifier_release_pk' })
  readonly item!: string;

  @Index('identifier_release_identifier_id')
  @Column('uuid', { name: 'identifier_id', nullable: true })
  readonly identifierId!: string | null;

  @ManyToOne(() => IdentifierEntity, { nullable: true, onDelete: 'CASCADE' })
  @JoinColumn({ name: 'identifier_id', foreignKeyConstraintName: 'identifier_release_identifier' })
  readonly identifier?: IdentifierEntity | null;

  /** That accepted a certificate without an identifier; null for identifiers. */
  @Column('uuid', { name: 'method_id', nullable: true })
  readonly methodId!: string | null;

  /** Of that method when the person chose. The choice holds as long as it is the same. */
  @Column('text', { nullable: true })
  readonly publicity!: string | null;

  @Column('boolean')
  readonly released!: boolean;

  @Column('timestamptz', { name: 'decided_at', default: () => 'now()' })
  readonly decidedAt!: Date;
}
