import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A secret that values for single sectors are made with: made once and never changed, because the values would change with it. */
@Entity('pairwise_secret')
export class PairwiseSecretEntity {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'pairwise_secret_pk' })
  readonly purpose!: string;

  /** 32 bytes in base64, sealed by `KeyEncryption` with the purpose as context. */
  @Column('bytea', { name: 'encrypted_secret' })
  readonly encryptedSecret!: Buffer;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  readonly createdAt!: Date;
}
