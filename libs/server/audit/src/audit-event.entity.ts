import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/**
 * One line of the event log. Ids are kept without foreign keys: what happened stays on record when the account, the
 * application or the method is gone.
 */
@Entity('audit_event')
@Index('audit_event_account', ['accountId', 'id'])
@Index('audit_event_type', ['type', 'id'])
@Index('audit_event_client', ['clientId', 'id'], { where: 'client_id is not null' })
@Index('audit_event_method', ['methodId', 'id'], { where: 'method_id is not null' })
@Index('audit_event_organization', ['organizationId', 'id'], { where: 'organization_id is not null' })
@Index('audit_event_request', ['requestId'], { where: 'code is not null and request_id is not null' })
@Index('audit_event_code', ['code', 'id'], { where: 'code is not null' })
@Index('audit_event_at', ['at'], { type: 'brin' })
export class AuditEventEntity {
  /** Counts up; text, because it may outgrow a JavaScript number. */
  @PrimaryColumn('bigint', {
    generated: 'identity',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'audit_event_pk',
  })
  readonly id!: string;

  @Column('timestamptz', { default: () => 'now()' })
  readonly at!: Date;

  @Column('text')
  readonly type!: string;

  /** The account it is about; for changes of settings, the account that made them. */
  @Column('uuid', { name: 'account_id', nullable: true })
  readonly accountId!: string | null;

  /** The account whose token made the request, for what was done over the management API. */
  @Column('uuid', { name: 'actor_id', nullable: true })
  readonly actorId!: string | null;

  @Column('text', { name: 'client_id', nullable: true })
  readonly clientId!: string | null;

  @Column('uuid', { name: 'method_id', nullable: true })
  readonly methodId!: string | null;

  /** Of the application, or of the method, as it was then; or which was changed itself. */
  @Column('uuid', { name: 'organization_id', nullable: true })
  readonly organizationId!: string | null;

  /** Error code, for failures. */
  @Column('text', { nullable: true })
  readonly code!: string | null;

  @Column('text', { nullable: true })
  readonly address!: string | null;

  @Column('text', { name: 'user_agent', nullable: true })
  readonly userAgent!: string | null;

  /** The request it happened in, or the attempt with a certificate: what a page shows to people who ask for help. */
  @Column('uuid', { name: 'request_id', nullable: true })
  readonly requestId!: string | null;

  @Column('jsonb', { default: {} })
  readonly details!: Readonly<Record<string, unknown>>;
}
