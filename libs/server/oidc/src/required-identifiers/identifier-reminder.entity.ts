import { AccountEntity } from '@postern/accounts';
import { ClientEntity } from '@postern/clients';
import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';

/** A person put off adding an identifier that an application requires. */
@Entity('identifier_reminder')
export class IdentifierReminderEntity {
  @PrimaryColumn('uuid', { name: 'account_id', primaryKeyConstraintName: 'identifier_reminder_pk' })
  readonly accountId!: string;

  @ManyToOne(() => AccountEntity, { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn({ name: 'account_id', foreignKeyConstraintName: 'identifier_reminder_account' })
  readonly account?: AccountEntity;

  @Index('identifier_reminder_client_id')
  @PrimaryColumn('text', { name: 'client_id', primaryKeyConstraintName: 'identifier_reminder_pk' })
  readonly clientId!: string;

  @ManyToOne(() => ClientEntity, { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn({ name: 'client_id', foreignKeyConstraintName: 'identifier_reminder_client' })
  readonly client?: ClientEntity;

  /** They are not asked before, where they may enter without. */
  @Column('timestamptz', { name: 'skipped_until' })
  readonly skippedUntil!: Date;
}
