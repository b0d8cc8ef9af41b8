import { Column, Entity, PrimaryColumn } from 'typeorm';

/** How many events an hour had; filled from `audit_tally`. */
@Entity('audit_count')
export class AuditCountEntity {
  /** Its beginning, UTC. */
  @PrimaryColumn('timestamptz', { primaryKeyConstraintName: 'audit_count_pk' })
  readonly hour!: Date;

  @PrimaryColumn('text', { primaryKeyConstraintName: 'audit_count_pk' })
  readonly type!: string;

  /** Zeros: no method. */
  @PrimaryColumn('uuid', { name: 'method_id', primaryKeyConstraintName: 'audit_count_pk' })
  readonly methodId!: string;

  /** Empty: none. */
  @PrimaryColumn('text', { primaryKeyConstraintName: 'audit_count_pk' })
  readonly code!: string;

  @Column('bigint')
  readonly events!: string;
}

/** Events that are not yet added to `audit_count`; a trigger of `audit_event` writes one line for each. */
@Entity('audit_tally')
export class AuditTallyEntity {
  @PrimaryColumn('bigint', {
    generated: 'identity',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'audit_tally_pk',
  })
  readonly id!: string;

  @Column('timestamptz')
  readonly hour!: Date;

  @Column('text')
  readonly type!: string;

  @Column('uuid', { name: 'method_id' })
  readonly methodId!: string;

  @Column('text')
  readonly code!: string;
}
