import { Check, Column, Entity, PrimaryColumn, Unique } from 'typeorm';

/** A certificate that is refused here whatever its CA says. */
@Entity('certificate_block')
@Unique('certificate_block_sha256_once', ['sha256'])
@Unique('certificate_block_serial_once', ['issuerKey', 'serial'])
@Check('certificate_block_names', `(sha256 is not null) <> (issuer_key is not null and serial is not null)`)
@Check('certificate_block_reason', `char_length(reason) between 1 and 255`)
export class CertificateBlockEntity {
  @PrimaryColumn('uuid', { generated: 'uuid', primaryKeyConstraintName: 'certificate_block_pk' })
  readonly id!: string;

  /** Of the DER; null where issuer and serial number name it. */
  @Column('bytea', { nullable: true })
  readonly sha256!: Buffer | null;

  /** `nameKey` of the issuer. */
  @Column('text', { name: 'issuer_key', nullable: true })
  readonly issuerKey!: string | null;

  /** Content of the INTEGER. */
  @Column('bytea', { nullable: true })
  readonly serial!: Buffer | null;

  /** RFC 4514 text of the issuer. */
  @Column('text', { nullable: true })
  readonly issuer!: string | null;

  /** What the certificate is called, where it is known. */
  @Column('text', { nullable: true })
  readonly name!: string | null;

  @Column('text')
  readonly reason!: string;

  /** Null: without an end. */
  @Column('timestamptz', { nullable: true })
  readonly until!: Date | null;

  @Column('uuid', { name: 'created_by', nullable: true })
  readonly createdBy!: string | null;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  readonly createdAt!: Date;
}
