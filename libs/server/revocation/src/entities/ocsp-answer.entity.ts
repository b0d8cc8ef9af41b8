import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { RevocationSourceEntity } from './revocation-source.entity.js';

/** The last answer of a responder about a certificate, and when to ask again. */
@Entity('ocsp_answer')
@Check('ocsp_answer_status', `status in ('good', 'revoked', 'unknown')`)
@ForeignKey(() => RevocationSourceEntity, ['authority'], ['authority'], {
  name: 'ocsp_answer_source',
  onDelete: 'CASCADE',
})
export class OcspAnswerEntity {
  @PrimaryColumn('bytea', { primaryKeyConstraintName: 'ocsp_answer_pk' })
  readonly authority!: Buffer;

  /** Content of the INTEGER. */
  @PrimaryColumn('bytea', { primaryKeyConstraintName: 'ocsp_answer_pk' })
  readonly serial!: Buffer;

  /** Null as long as no answer came. */
  @Column('text', { nullable: true })
  readonly status!: 'good' | 'revoked' | 'unknown' | null;

  @Column('timestamptz', { name: 'issued_at', nullable: true })
  readonly issuedAt!: Date | null;

  @Column('timestamptz', { name: 'next_update', nullable: true })
  readonly nextUpdate!: Date | null;

  @Column('timestamptz', { name: 'revoked_at', nullable: true })
  readonly revokedAt!: Date | null;

  /** CRLReason. */
  @Column('integer', { nullable: true })
  readonly reason!: number | null;

  @Column('text', { name: 'failure_code', nullable: true })
  readonly failureCode!: string | null;

  @Column('text', { name: 'failure_detail', nullable: true })
  readonly failureDetail!: string | null;

  @Index('ocsp_answer_next_ask_at')
  @Column('timestamptz', { name: 'next_ask_at', default: () => 'now()' })
  readonly nextAskAt!: Date;

  @Column('timestamptz', { name: 'leased_until', nullable: true })
  readonly leasedUntil!: Date | null;

  @Column('integer', { default: 0 })
  readonly failures!: number;

  @Column('timestamptz', { name: 'last_used_at', default: () => 'now()' })
  readonly lastUsedAt!: Date;
}
