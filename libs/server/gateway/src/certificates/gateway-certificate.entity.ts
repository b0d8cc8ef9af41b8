import { CertificateEntity } from '@postern/certificates';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** A certificate with its private key, which the gateway presents to upstreams. */
@Entity('gateway_certificate')
@ForeignKey(() => CertificateEntity, ['certificateId'], ['id'], { name: 'gateway_certificate_certificate' })
@Check('gateway_certificate_id', `id ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$'`)
export class GatewayCertificateEntity {
  /** Chosen by the administrator. */
  @PrimaryColumn('text', { primaryKeyConstraintName: 'gateway_certificate_pk' })
  readonly id!: string;

  @Index('gateway_certificate_certificate_id')
  @Column('uuid', { name: 'certificate_id' })
  certificateId!: string;

  /** DER of the authorities that are presented with it, issuer first. */
  @Column('bytea', { array: true, default: () => `'{}'` })
  chain!: Buffer[];

  /** PKCS #8 PEM, sealed by `KeyEncryption` with the id as context. */
  @Column('bytea', { name: 'encrypted_key' })
  encryptedKey!: Buffer;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  readonly createdAt!: Date;

  @Column('timestamptz', { name: 'updated_at', default: () => 'now()' })
  updatedAt!: Date;
}
