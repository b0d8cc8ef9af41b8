import type { CertificateSummary } from '@postern/contracts';
import { Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';

/** One row per certificate, wherever it is used. */
@Entity('certificate')
@Unique('certificate_sha256', ['sha256'])
@Index('certificate_not_after', ['notAfter', 'id'])
@Index('certificate_issuer', ['issuerDigest', 'notAfter'])
export class CertificateEntity {
  @PrimaryColumn('uuid', { generated: 'uuid', primaryKeyConstraintName: 'certificate_pk' })
  readonly id!: string;

  /** Of the DER. */
  @Column('bytea')
  readonly sha256!: Buffer;

  /** SHA-1 of the DER, to search by: Windows and many tools show no other. Null in rows from before this column. */
  @Column('bytea', { nullable: true })
  readonly sha1!: Buffer | null;

  @Column('bytea', { select: false })
  readonly der!: Buffer;

  @Column('jsonb')
  readonly summary!: CertificateSummary;

  @Column('timestamptz', { name: 'not_before' })
  readonly notBefore!: Date;

  @Column('timestamptz', { name: 'not_after' })
  readonly notAfter!: Date;

  /** Names of it and its issuer, folded, to search in; the database fills it. */
  @Column('text', { default: '', select: false })
  readonly folded!: string;

  /** SHA-256 of `summary.issuer`; the database fills it. */
  @Column('bytea', { name: 'issuer_digest', nullable: true, select: false })
  readonly issuerDigest!: Buffer | null;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  readonly createdAt!: Date;
}
