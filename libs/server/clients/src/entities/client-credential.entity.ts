import type { CredentialSan, CredentialType } from '@postern/contracts';
import { CertificateEntity } from '@postern/certificates';
import type { JWK } from 'jose';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { ClientEntity } from './client.entity.js';

const parts = `case credential_type
  when 'x509_cert' then
    num_nonnulls(certificate_id, sha1, sha256, public_jwk, kid, subject_key, starts_at, expires_at) = 8
  when 'cert_subject_dn' then num_nonnulls(subject_dn, subject_key) = 2 and certificate_id is null
  when 'cert_san' then num_nonnulls(san_type, san_value) = 2 and certificate_id is null
  when 'public_key' then num_nonnulls(public_jwk, kid, alg) = 3 and certificate_id is null
  else false
end`;

/** A credential of an application; public parts only. */
@Entity('client_credential')
@Unique('client_credential_of_client', ['clientId', 'id'])
@Unique('client_credential_fingerprint', ['clientId', 'fingerprint'])
@ForeignKey(() => ClientEntity, ['clientId'], ['clientId'], { name: 'client_credential_client', onDelete: 'CASCADE' })
@ForeignKey(() => CertificateEntity, ['certificateId'], ['id'], { name: 'client_credential_certificate' })
@Check('client_credential_name', 'name = btrim(name) and char_length(name) between 1 and 100')
@Check('client_credential_alg', `alg in ('RS256', 'PS256', 'ES256')`)
@Check('client_credential_san_type', `san_type in ('dns', 'uri', 'ip', 'email')`)
@Check('client_credential_parts', parts)
export class ClientCredentialEntity {
  @PrimaryColumn('uuid', { generated: 'uuid', primaryKeyConstraintName: 'client_credential_pk' })
  readonly id!: string;

  @Column('text', { name: 'client_id' })
  clientId!: string;

  @Column('text', { nullable: true })
  name!: string | null;

  @Column('text', { name: 'credential_type' })
  type!: CredentialType;

  /** SHA-256 of the value that is unique among the application's credentials. */
  @Column('bytea')
  fingerprint!: Buffer;

  @Column('text', { nullable: true })
  kid!: string | null;

  /** The one algorithm of its assertions; null: whatever the key can do. */
  @Column('text', { nullable: true })
  alg!: 'RS256' | 'PS256' | 'ES256' | null;

  /** RFC 4514. */
  @Column('text', { name: 'subject_dn', nullable: true })
  subjectDn!: string | null;

  /** `identityKey` of x509. */
  @Column('text', { name: 'subject_key', nullable: true })
  subjectKey!: string | null;

  @Column('text', { name: 'san_type', nullable: true })
  sanType!: CredentialSan['type'] | null;

  @Column('text', { name: 'san_value', nullable: true })
  sanValue!: string | null;

  @Index('client_credential_certificate_id', { where: 'certificate_id is not null' })
  @Column('uuid', { name: 'certificate_id', nullable: true })
  certificateId!: string | null;

  /** Of the DER. */
  @Column('bytea', { nullable: true })
  sha1!: Buffer | null;

  /** Of the DER. */
  @Column('bytea', { nullable: true })
  sha256!: Buffer | null;

  @Column('jsonb', { name: 'public_jwk', nullable: true })
  publicJwk!: JWK | null;

  @Column('timestamptz', { name: 'starts_at', nullable: true })
  startsAt!: Date | null;

  @Index('client_credential_expires_at', { where: 'expires_at is not null' })
  @Column('timestamptz', { name: 'expires_at', nullable: true })
  expiresAt!: Date | null;

  @Column('timestamptz', { name: 'last_used_at', nullable: true })
  readonly lastUsedAt!: Date | null;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  readonly createdAt!: Date;

  @Column('timestamptz', { name: 'updated_at', default: () => 'now()' })
  updatedAt!: Date;
}
