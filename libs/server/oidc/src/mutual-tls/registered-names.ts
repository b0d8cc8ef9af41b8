import type { ActiveCredential } from '@postern/clients';
import { type Certificate, hasAlternativeName } from '@postern/x509';
import type { CertificateFacts } from './certificate-facts.js';

interface Presented {
  readonly certificate: Certificate;
  readonly facts: CertificateFacts;
}

/** The credential of `self_signed_tls_client_auth` that is this very certificate (RFC 8705 §2.2.2). */
export const registeredCertificate = (
  { certificate }: Presented,
  credentials: readonly ActiveCredential[],
): ActiveCredential | undefined => credentials.find(({ sha256 }) => sha256 === certificate.sha256);

/**
 * The credential of `tls_client_auth` whose name this certificate carries: its subject, compared as a parsed name, or one of its
 * alternative names (RFC 8705 §2.1.2). Any number of certificates may carry the same.
 */
export const registeredName = (
  { certificate, facts }: Presented,
  credentials: readonly ActiveCredential[],
): ActiveCredential | undefined =>
  credentials.find(({ subjectKey, san }) =>
    san === null ? subjectKey === facts.subjectKey : hasAlternativeName(certificate, san),
  );
