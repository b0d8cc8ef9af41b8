import {
  assertClientPurpose,
  assertNotAuthority,
  assertStrong,
  assertValidAt,
  type AuthorityPath,
  type Certificate,
  X509Error,
} from '@postern/x509';
import type { CertificateFacts } from './certificate-facts.js';

/** The certificate of a request's TLS handshake, with its validation state. */
export interface Handshake {
  readonly certificate: Certificate;
  readonly facts: CertificateFacts;
  readonly at: Date;
  /** To a trust anchor meant for applications, or why there is none. */
  readonly path: AuthorityPath | X509Error;
  /** Why the certificate may be, or is, revoked by an authority of that path. */
  readonly revocation: X509Error | undefined;
}

/**
 * Checks that every certificate must pass, whoever issued it, to prove possession of its key.
 *
 * @throws X509Error `weak_key`, `not_yet_valid`, `expired`, `revoked`, `revocation_unknown`
 */
export const assertUsable = ({ certificate, at, revocation }: Handshake): void => {
  assertStrong(certificate);
  assertValidAt(certificate, at);
  if (revocation !== undefined) throw revocation;
};

/**
 * Issued to an application by an authority that is trusted for applications (RFC 8705 §2.1); the same checks as for people.
 *
 * @throws X509Error, besides those above `is_authority`, `self_signed`, `untrusted`, `wrong_purpose`
 */
export const assertTrusted = ({ certificate, at, path, revocation }: Handshake): void => {
  assertStrong(certificate);
  assertValidAt(certificate, at);
  assertNotAuthority(certificate);
  if (path instanceof X509Error) throw path;
  assertClientPurpose(certificate);
  if (revocation !== undefined) throw revocation;
};
