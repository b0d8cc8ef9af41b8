import { createHash } from 'node:crypto';
import type { Certificate } from '../certificate/certificate.js';
import type { AuthorityPath } from './certificate-path.js';
import { sha256 } from '../certificate/thumbprint.js';

/** By what a person is recognised. */
export const subjectSources = ['certificate', 'public-key', 'issuer-and-subject'] as const;
export type SubjectSource = (typeof subjectSources)[number];

/**
 * The subject under which a certificate's holder is known. Each source has a prefix of its own; bytes are hashed, display
 * strings never.
 *
 * - `certificate`: SHA-256 of the DER; a renewed certificate is another subject.
 * - `public-key`: SHA-256 of SubjectPublicKeyInfo; survives a renewal with the same key.
 * - `issuer-and-subject`: SHA-256 over the SHA-256 of the trust anchor's key, the issuer's and the subject's DER; survives
 *   every renewal by the same authority, and the same names below another anchor are somebody else.
 */
export const extractSubject = (certificate: Certificate, path: AuthorityPath, source: SubjectSource): string => {
  switch (source) {
    case 'certificate':
      return `x509-sha256:${certificate.sha256}`;
    case 'public-key':
      return `spki-sha256:${sha256(certificate.publicKeyInfo)}`;
    case 'issuer-and-subject':
      return `name-sha256:${nameSubject(certificate, path.anchor.certificate)}`;
  }
};

/** Both names are DER and end where they say, so no other pair of names gives the same input. */
const nameSubject = (certificate: Certificate, anchor: Certificate): string =>
  createHash('sha256')
    .update(createHash('sha256').update(anchor.publicKeyInfo).digest())
    .update(certificate.issuer.der)
    .update(certificate.subject.der)
    .digest('hex');
