import type { CertificateAuthenticationMethod, CredentialSan, CredentialType } from '@postern/contracts';
import { identityKey, parseNameText } from '@postern/x509';
import type { JWK } from 'jose';
import type { ClientCredentialEntity } from '../entities/client-credential.entity.js';

/** What a key is called by those who name it, in the names of RFC 7517 §4; thumbprints are base64url. */
export interface KeyNames {
  readonly kid?: string;
  readonly x5t?: string;
  readonly 'x5t#S256'?: string;
}

/** A credential that an application authenticates with, as the token endpoint needs it; the endpoint checks the expiry itself. */
export interface ActiveCredential {
  readonly id: string;
  readonly method: CertificateAuthenticationMethod;
  readonly type: CredentialType;
  readonly names: KeyNames;
  /** The one algorithm its assertions must have; null: `assertionAlgorithms` of its key. */
  readonly alg: string | null;
  /** `identityKey` of x509: equal for names that differ at most in string type, letter case and runs of spaces. */
  readonly subjectKey: string | null;
  readonly san: CredentialSan | null;
  /** Lower-case hex, of the DER. */
  readonly sha256: string | null;
  readonly publicJwk: JWK | null;
  /** Milliseconds since 1970; null: no limit. */
  readonly notBefore: number | null;
  readonly expiresAt: number | null;
  /** RFC 4514, for people. */
  readonly subjectDn: string | null;
}

const namesOf = ({ kid, sha1, sha256 }: ClientCredentialEntity): KeyNames => ({
  ...(kid !== null && { kid }),
  ...(sha1 !== null && { x5t: sha1.toString('base64url') }),
  ...(sha256 !== null && { 'x5t#S256': sha256.toString('base64url') }),
});

export const activeCredential = (
  method: CertificateAuthenticationMethod,
  credential: ClientCredentialEntity,
): ActiveCredential => ({
  id: credential.id,
  method,
  type: credential.type,
  names: namesOf(credential),
  alg: credential.alg,
  subjectKey: subjectKeyOf(credential),
  subjectDn: credential.subjectDn,
  san: sanOf(credential),
  sha256: credential.sha256?.toString('hex') ?? null,
  publicJwk: credential.publicJwk,
  notBefore: credential.startsAt?.getTime() ?? null,
  expiresAt: credential.expiresAt?.getTime() ?? null,
});

const ascii = /^[\x20-\x7e]*$/;

/**
 * The stored key; but of a name with other letters than ASCII it may have been made when compatibility letters were taken for equal, so
 * it is made again from the name as registered. A name that was cut, at 2000 characters, keeps its stored key.
 */
const subjectKeyOf = ({ subjectKey, subjectDn }: ClientCredentialEntity): string | null => {
  if (subjectKey === null || subjectDn === null || ascii.test(subjectDn) || subjectDn.endsWith('…')) return subjectKey;
  try {
    return identityKey(parseNameText(subjectDn));
  } catch {
    return subjectKey;
  }
};

export const sanOf = ({ sanType, sanValue }: ClientCredentialEntity): CredentialSan | null =>
  sanType === null || sanValue === null ? null : { type: sanType, value: sanValue };
