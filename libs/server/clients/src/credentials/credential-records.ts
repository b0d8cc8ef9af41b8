import type { CertificateEntity } from '@postern/certificates';
import type { ClientCredential } from '@postern/contracts';
import { sanOf } from './active-credential.js';
import type { ClientCredentialEntity } from '../entities/client-credential.entity.js';
import type { CredentialUseEntity } from '../entities/credential-use.entity.js';

export interface StoredCredential {
  readonly credential: ClientCredentialEntity;
  readonly certificate: CertificateEntity | null;
  readonly use: CredentialUseEntity | null;
}

/** A credential as the API shows it. */
export const credentialRecord = ({ credential, certificate, use }: StoredCredential): ClientCredential => ({
  id: credential.id,
  name: credential.name,
  kid: credential.kid,
  alg: credential.alg,
  credential_type: credential.type,
  subject_dn: credential.subjectDn,
  san: sanOf(credential),
  thumbprint_sha1: credential.sha1?.toString('base64url') ?? null,
  thumbprint_sha256: credential.sha256?.toString('base64url') ?? null,
  certificate: certificate?.summary ?? null,
  starts_at: credential.startsAt?.toISOString() ?? null,
  expires_at: credential.expiresAt?.toISOString() ?? null,
  last_used_at: credential.lastUsedAt?.toISOString() ?? null,
  used_by: use === null ? [] : [use.method],
  created_at: credential.createdAt.toISOString(),
  updated_at: credential.updatedAt.toISOString(),
});
