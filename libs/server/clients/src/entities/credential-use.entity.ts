import type { CertificateAuthenticationMethod } from '@postern/contracts';
import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { ClientEntity } from './client.entity.js';
import { ClientCredentialEntity } from './client-credential.entity.js';

/** A credential that its application authenticates with now. The method is the application's: it has one at a time. */
@Entity('client_credential_use')
@ForeignKey(() => ClientEntity, ['clientId', 'method'], ['clientId', 'authenticationMethod'], {
  name: 'client_credential_use_client',
  onDelete: 'CASCADE',
})
@ForeignKey(() => ClientCredentialEntity, ['clientId', 'credentialId'], ['clientId', 'id'], {
  name: 'client_credential_use_credential',
})
export class CredentialUseEntity {
  @PrimaryColumn('text', { name: 'client_id', primaryKeyConstraintName: 'client_credential_use_pk' })
  readonly clientId!: string;

  @Column('text')
  readonly method!: CertificateAuthenticationMethod;

  @PrimaryColumn('uuid', { name: 'credential_id', primaryKeyConstraintName: 'client_credential_use_pk' })
  readonly credentialId!: string;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  readonly createdAt!: Date;
}
