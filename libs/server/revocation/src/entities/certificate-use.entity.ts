import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** An accepted certificate, with the keys to find it by when its CA revokes it. */
@Entity('certificate_use')
@Index('certificate_use_authority', ['authority', 'sha256'])
export class CertificateUseEntity {
  @PrimaryColumn('bytea', { primaryKeyConstraintName: 'certificate_use_pk' })
  readonly sha256!: Buffer;

  /** `authorityKey` of its issuer. */
  @Column('bytea')
  readonly authority!: Buffer;

  /** Content of the INTEGER. */
  @Column('bytea')
  readonly serial!: Buffer;

  /** `nameKey` of its issuer. */
  @Column('text', { name: 'issuer_key' })
  readonly issuerKey!: string;

  @Index('certificate_use_last_used_at')
  @Column('timestamptz', { name: 'last_used_at' })
  readonly lastUsedAt!: Date;
}
