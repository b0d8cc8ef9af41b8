import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A certificate that was refused lately, once, however often it was shown. */
@Entity('refused_certificate')
@Index('refused_certificate_refused_at', ['refusedAt'])
export class RefusedCertificateEntity {
  /** Of the DER. */
  @PrimaryColumn('bytea', { primaryKeyConstraintName: 'refused_certificate_pk' })
  readonly sha256!: Buffer;

  @Column('bytea')
  readonly der!: Buffer;

  /** The last time. */
  @Column('timestamptz', { name: 'refused_at', default: () => 'now()' })
  readonly refusedAt!: Date;
}
