import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** The engine's models, all in one table; read and written by `ArtifactStore` alone, described here so that drift is noticed. */
@Entity('oidc_artifact')
@Index('oidc_artifact_expires_at', ['expiresAt'], { type: 'brin' })
@Index('oidc_artifact_grant_id', ['grantId'], { where: 'grant_id is not null' })
@Index('oidc_artifact_session_uid', ['uid'], { unique: true, where: 'uid is not null' })
@Index('oidc_artifact_account_id', ['accountId', 'model'], { where: `model in ('Session', 'Grant')` })
@Index('oidc_artifact_grants_of_client', ['clientId', 'accountId'], { where: `model = 'Grant'` })
@Index('oidc_artifact_identifier_id', ['identifierId'], { where: 'identifier_id is not null' })
@Index('oidc_artifact_former_certificates', ['formerCertificates'], {
  where: 'former_certificates is not null',
  type: 'gin',
})
@Index('oidc_artifact_certificate', ['certificate'], { where: 'certificate is not null' })
export class OidcArtifactEntity {
  /** SHA-256 of model and id. */
  @PrimaryColumn('bytea', { primaryKeyConstraintName: 'oidc_artifact_pk' })
  readonly id!: Buffer;

  @Column('text')
  model!: string;

  @Column('jsonb')
  payload!: object;

  @Column('text', { nullable: true })
  uid!: string | null;

  @Column('text', { name: 'grant_id', nullable: true })
  grantId!: string | null;

  @Column('uuid', { name: 'account_id', nullable: true })
  accountId!: string | null;

  @Column('text', { name: 'client_id', nullable: true })
  clientId!: string | null;

  @Column('uuid', { name: 'identifier_id', nullable: true })
  identifierId!: string | null;

  @Column('jsonb', { nullable: true })
  origin!: object | null;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  readonly createdAt!: Date;

  @Column('timestamptz', { name: 'expires_at', nullable: true })
  expiresAt!: Date | null;

  @Column('timestamptz', { name: 'consumed_at', nullable: true })
  consumedAt!: Date | null;

  /** SHA-256 of the certificate that opened a session, or that a token is bound to (RFC 8705 §3). */
  @Column('bytea', { nullable: true })
  certificate!: Buffer | null;

  /** SHA-256 of certificates that opened a session before the one that it has now. */
  @Column('bytea', { name: 'former_certificates', array: true, nullable: true })
  formerCertificates!: Buffer[] | null;
}
