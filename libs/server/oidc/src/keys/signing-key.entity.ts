import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A key pair that signs ID tokens. The newest of its kind signs; older ones only verify, until they are deleted. */
@Entity('signing_key')
export class SigningKeyEntity {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'signing_key_pk' })
  readonly kid!: string;

  /** `EC` (ES256) or `RSA` (RS256, PS256). */
  @Column('text')
  kty!: string;

  /** Private JWK, sealed by `KeyEncryption` with the key id as context. */
  @Column('bytea', { name: 'encrypted_jwk' })
  encryptedJwk!: Buffer;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  readonly createdAt!: Date;

  @Column('timestamptz', { name: 'retired_at', nullable: true })
  retiredAt!: Date | null;
}
