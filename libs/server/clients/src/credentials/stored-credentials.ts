import { CertificateEntity } from '@postern/certificates';
import type { EntityManager, SelectQueryBuilder } from 'typeorm';
import { ClientCredentialEntity } from '../entities/client-credential.entity.js';
import type { StoredCredential } from './credential-records.js';
import { CredentialUseEntity } from '../entities/credential-use.entity.js';

type Found = ClientCredentialEntity & Pick<StoredCredential, 'certificate' | 'use'>;

const stored = (found: Found): StoredCredential => {
  const { certificate, use, ...credential } = found;
  return {
    credential: Object.assign(new ClientCredentialEntity(), credential),
    certificate: certificate ?? null,
    use: use ?? null,
  };
};

const query = (manager: EntityManager, clientId: string): SelectQueryBuilder<ClientCredentialEntity> =>
  manager
    .createQueryBuilder(ClientCredentialEntity, 'credential')
    .leftJoinAndMapOne(
      'credential.certificate',
      CertificateEntity,
      'certificate',
      'certificate.id = credential.certificateId',
    )
    .leftJoinAndMapOne('credential.use', CredentialUseEntity, 'used', 'used.credentialId = credential.id')
    .where('credential.clientId = :clientId', { clientId })
    .orderBy('credential.createdAt')
    .addOrderBy('credential.id');

/** An application's credentials with their certificates and uses, oldest first. */
export const findCredentials = async (manager: EntityManager, clientId: string): Promise<readonly StoredCredential[]> =>
  ((await query(manager, clientId).getMany()) as Found[]).map(stored);

/** The same with the certificates' DER. */
export const findCredentialsWithDer = async (
  manager: EntityManager,
  clientId: string,
): Promise<readonly StoredCredential[]> =>
  ((await query(manager, clientId).addSelect('certificate.der').getMany()) as Found[]).map(stored);

export const findCredential = async (
  manager: EntityManager,
  clientId: string,
  id: string,
): Promise<StoredCredential | undefined> => {
  const found = (await query(manager, clientId).andWhere('credential.id = :id', { id }).getOne()) as Found | null;
  return found === null ? undefined : stored(found);
};
