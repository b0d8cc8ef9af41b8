import { createHash } from 'node:crypto';
import type { CredentialType } from '@postern/contracts';
import type { PresentedCertificate } from '@postern/requests';
import { ClientCredentialEntity } from '../entities/client-credential.entity.js';

/** A validated credential, stored or not yet. */
export interface CredentialDraft {
  readonly credential: ClientCredentialEntity;
  /** To be kept in the inventory with a credential that is not stored yet. */
  readonly certificate: PresentedCertificate | null;
}

type Parts = Partial<
  Pick<
    ClientCredentialEntity,
    | 'name'
    | 'kid'
    | 'alg'
    | 'subjectDn'
    | 'subjectKey'
    | 'sanType'
    | 'sanValue'
    | 'sha1'
    | 'sha256'
    | 'publicJwk'
    | 'startsAt'
    | 'expiresAt'
  >
>;

const nothing: Required<Parts> = {
  ...{ name: null, kid: null, alg: null, subjectDn: null, subjectKey: null, sanType: null, sanValue: null },
  ...{ sha1: null, sha256: null, publicJwk: null, startsAt: null, expiresAt: null },
};

/** @param identity what no two credentials of this type of one application share */
export const newCredential = (type: CredentialType, identity: string, parts: Parts): ClientCredentialEntity =>
  Object.assign(new ClientCredentialEntity(), nothing, parts, {
    type,
    fingerprint: createHash('sha256').update(`${type}\n${identity}`).digest(),
    certificateId: null,
  });
