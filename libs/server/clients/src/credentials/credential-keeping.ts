import { registerCertificate } from '@postern/certificates';
import { Statements, violatedConstraint } from '@postern/database';
import { ConflictError } from '@postern/errors';
import type { EntityManager } from 'typeorm';
import { ClientCredentialEntity } from '../entities/client-credential.entity.js';
import type { CredentialDraft } from './credential-draft.js';

/** Credentials that one application may have, in use or not. */
const most = 50;

/**
 * Stores a credential, inactive, and its certificate. The application's row is locked by the caller.
 *
 * @throws ConflictError (`credential.duplicate`, `credential.too_many`)
 */
export const keepCredential = async (
  manager: EntityManager,
  clientId: string,
  { credential, certificate }: CredentialDraft,
): Promise<ClientCredentialEntity> => {
  const others = await manager.findBy(ClientCredentialEntity, { clientId });
  if (others.length >= most) throw new ConflictError('credential.too_many');
  assertOwnKid(credential, others);
  if (certificate !== null) {
    credential.certificateId = await registerCertificate(Statements.in(manager), certificate);
  }
  credential.clientId = clientId;
  try {
    await manager.insert(ClientCredentialEntity, credential);
  } catch (error) {
    const constraint = violatedConstraint(error);
    if (constraint === 'client_credential_fingerprint' || constraint === 'client_credential_pk') {
      throw new ConflictError('credential.duplicate');
    }
    throw error;
  }
  return credential;
};

/** A key id names one key, so that an assertion's key is unambiguous. */
const assertOwnKid = ({ kid, publicJwk }: ClientCredentialEntity, others: readonly ClientCredentialEntity[]): void => {
  const sameKey = (other: ClientCredentialEntity): boolean =>
    other.publicJwk?.n === publicJwk?.n && other.publicJwk?.x === publicJwk?.x && other.publicJwk?.y === publicJwk?.y;
  if (kid !== null && others.some((other) => other.kid === kid && !sameKey(other))) {
    const errors = [{ path: 'kid', message: "kid names another key of the application's" }];
    throw new ConflictError('credential.duplicate', undefined, errors);
  }
};
