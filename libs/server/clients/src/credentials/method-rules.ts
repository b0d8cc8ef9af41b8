import type { CertificateAuthenticationMethod, CredentialType } from '@postern/contracts';
import { ConflictError } from '@postern/errors';
import { algorithmsOf } from './assertion-algorithms.js';
import type { Authentication } from './authentication.js';
import type { ClientCredentialEntity } from '../entities/client-credential.entity.js';
import { refused } from './credential-refusal.js';

const types: Readonly<Record<CertificateAuthenticationMethod, readonly CredentialType[]>> = {
  self_signed_tls_client_auth: ['x509_cert'],
  tls_client_auth: ['cert_subject_dn', 'cert_san'],
  private_key_jwt: ['x509_cert', 'public_key'],
};
/** Credentials of one method, for those without a limit of their own. */
const most = 20;

export interface MethodRules {
  /** A10: self-signed certificates at once. */
  readonly selfSigned: number;
  readonly now: Date;
  /** Credentials in use: one that has expired since does not prevent a change of the others. */
  readonly inUse: ReadonlySet<string>;
  /** Path of the list in the request body. */
  readonly path: string;
}

/**
 * Whether these credentials can serve the method together.
 *
 * @throws InvalidError (`credential.wrong_type`, `credential.invalid_key`, `credential.expired`), ConflictError (`credential.too_many`)
 */
export const assertServes = ({ method, credentials }: Authentication, rules: MethodRules): void => {
  for (const [index, { credential }] of credentials.entries()) {
    assertServesOne(method, credential, `${rules.path}.${index}`, rules);
  }
  const limit = method === 'self_signed_tls_client_auth' ? rules.selfSigned : most;
  if (credentials.length <= limit) return;
  const errors = [{ path: rules.path, message: `${method} takes at most ${limit} credentials` }];
  throw new ConflictError('credential.too_many', undefined, errors);
};

const assertServesOne = (
  method: CertificateAuthenticationMethod,
  credential: ClientCredentialEntity,
  path: string,
  { now, inUse }: MethodRules,
): void => {
  if (!types[method].includes(credential.type)) {
    throw refused(
      'credential.wrong_type',
      path,
      `is ${credential.type}; ${method} takes ${types[method].join(' or ')}`,
    );
  }
  if (method === 'private_key_jwt' && algorithmsOf(credential).length === 0)
    throw refused('credential.invalid_key', path);
  const { expiresAt } = credential;
  if (expiresAt !== null && expiresAt < now && !inUse.has(credential.id)) throw refused('credential.expired', path);
};
