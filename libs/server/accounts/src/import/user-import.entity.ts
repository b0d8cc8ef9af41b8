import type { ErrorCode, ImportFormat, ImportState, ImportVerdict, Role } from '@postern/contracts';
import type { RequestOrigin } from '@postern/requests';
import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';

/** Who imports, with the rights of that moment; the role of an account is looked at again. */
export interface ImportActor {
  readonly accountId: string | null;
  readonly clientId: string;
  readonly role: Role | null;
  readonly scopes: readonly string[];
  readonly origin: RequestOrigin;
}

/** A file with people, on its way into accounts. */
@Entity('user_import')
@Index('user_import_deleted', ['id'], { where: 'deleted_at is not null' })
@Index('user_import_under_way', ['createdAt'], { where: `state in ('checking', 'applying')` })
@Check('user_import_state', `state in ('checking', 'ready', 'applying', 'done', 'failed')`)
@Check('user_import_format', `format in ('csv', 'jsonl', 'zip')`)
export class UserImportEntity {
  @PrimaryColumn('uuid', { generated: 'uuid', primaryKeyConstraintName: 'user_import_pk' })
  readonly id!: string;

  @Column('jsonb')
  actor!: ImportActor;

  @Column('text')
  format!: ImportFormat;

  @Column('text')
  name!: string;

  /** No foreign key: an import whose method is gone says so. */
  @Column('uuid', { name: 'method_id', nullable: true })
  methodId!: string | null;

  /** For archives: the part of a certificate that is the username. */
  @Column('text', { nullable: true })
  source!: string | null;

  @Column('text')
  state!: ImportState;

  @Column('text', { nullable: true })
  code!: ErrorCode | null;

  @Column('integer', { default: 0 })
  lines!: number;

  /** Its lines are removed in the background, and then it. */
  @Column('timestamptz', { name: 'deleted_at', nullable: true })
  deletedAt!: Date | null;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  readonly createdAt!: Date;

  @Column('timestamptz', { name: 'updated_at', default: () => 'now()' })
  updatedAt!: Date;
}

@Entity('user_import_line')
@Index('user_import_line_username', ['importId', 'username', 'line'])
@Index('user_import_line_subject', ['importId', 'subject', 'line'])
@Index('user_import_line_verdict', ['importId', 'verdict', 'line'])
@Index('user_import_line_open', ['importId', 'line'], { where: 'not done' })
@Index('user_import_line_to_apply', ['importId', 'line'], {
  where: `not applied and (verdict is null or verdict in ('create', 'update'))`,
})
export class UserImportLineEntity {
  @PrimaryColumn('uuid', { name: 'import_id', primaryKeyConstraintName: 'user_import_line_pk' })
  readonly importId!: string;

  @ManyToOne(() => UserImportEntity, { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn({ name: 'import_id', foreignKeyConstraintName: 'user_import_line_import' })
  readonly import?: UserImportEntity;

  @PrimaryColumn('integer', { primaryKeyConstraintName: 'user_import_line_pk' })
  readonly line!: number;

  /** As it is in the file. */
  @Column('jsonb')
  data!: Readonly<Record<string, unknown>>;

  @Column('text', { nullable: true })
  username!: string | null;

  /** Of the identifier, or of what is awaited: two lines with one are refused. */
  @Column('text', { nullable: true })
  subject!: string | null;

  @Column('text', { nullable: true })
  verdict!: ImportVerdict | null;

  @Column('text', { nullable: true })
  code!: ErrorCode | null;

  @Column('text', { nullable: true })
  message!: string | null;

  /** Checked. */
  @Column('boolean', { default: false })
  done!: boolean;

  @Column('boolean', { default: false })
  applied!: boolean;
}
