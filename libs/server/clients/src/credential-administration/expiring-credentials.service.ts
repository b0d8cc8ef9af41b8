import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { CertificateEntity } from '@postern/certificates';
import { credentialExpiryWarningDays, type ExpiringCredential } from '@postern/contracts';
import { DataSource } from 'typeorm';
import { ClientEntity } from '../entities/client.entity.js';
import { ClientCredentialEntity } from '../entities/client-credential.entity.js';
import { credentialRecord, type StoredCredential } from '../credentials/credential-records.js';
import { CredentialUseEntity } from '../entities/credential-use.entity.js';

const most = 100;

type Found = ClientCredentialEntity & Pick<StoredCredential, 'certificate' | 'use'> & { readonly client: ClientEntity };

/** Credentials of all applications that administrators are warned about. */
@Injectable()
export class ExpiringCredentials {
  constructor(@InjectDataSource() private readonly database: DataSource) {}

  /** In use, and expired or soon to be; the soonest first. */
  async list(): Promise<readonly ExpiringCredential[]> {
    const found = await this.database.manager
      .createQueryBuilder(ClientCredentialEntity, 'credential')
      .leftJoinAndMapOne(
        'credential.certificate',
        CertificateEntity,
        'certificate',
        'certificate.id = credential.certificateId',
      )
      .innerJoinAndMapOne('credential.use', CredentialUseEntity, 'used', 'used.credentialId = credential.id')
      .innerJoinAndMapOne('credential.client', ClientEntity, 'client', 'client.clientId = credential.clientId')
      .where('credential.expiresAt < now() + make_interval(days => :days)', { days: credentialExpiryWarningDays })
      .orderBy('credential.expiresAt')
      .addOrderBy('credential.id')
      .limit(most)
      .getMany();
    return (found as Found[]).map(({ certificate, use, client, ...credential }) => ({
      ...credentialRecord({
        credential: Object.assign(new ClientCredentialEntity(), credential),
        certificate: certificate ?? null,
        use,
      }),
      client: { client_id: client.clientId, name: client.name },
    }));
  }
}
