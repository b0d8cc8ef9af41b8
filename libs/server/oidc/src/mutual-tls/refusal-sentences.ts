import { certificateCode } from '@postern/certificate-kit';
import type { X509Error, X509Reason } from '@postern/x509';
import { RefusedAuthenticationError } from '../client-authentication/refused-authentication.error.js';

/**
 * Sentences for the application's developer. Each is about the presented certificate, never about registered ones.
 */
const sentences: Readonly<Partial<Record<X509Reason, string>>> = {
  weak_key:
    'the client certificate has a weak key or signature: use RSA from 2048 bits, P-256, P-384 or P-521, and SHA-256',
  unsupported_algorithm:
    'the client certificate, or one of its issuers, uses an algorithm that is not supported yet: use RSA, P-256, P-384, P-521 or Ed25519',
  curve_not_allowed:
    'the client certificate, or one of its issuers, uses a curve that is not allowed here: use P-256, P-384 or P-521',
  critical_extension:
    'the client certificate, or one of its issuers, has an unsupported critical extension: have one issued without it',
  name_constraint: 'a name in the client certificate violates the name constraints of a CA above it',
  unsupported_constraint: 'a CA above the client certificate has a critical name constraint of an unsupported kind',
  policy: 'the client certificate was not issued under a certificate policy that its CAs require',
  issuer_not_valid:
    'a CA above the client certificate has expired or is not valid yet: use a certificate of the renewed CA',
  path_too_long: 'too many CAs are between the client certificate and a trust anchor',
  work_limit: 'checking the client certificate and its CAs would take too much work',
  not_yet_valid: 'the client certificate is not valid yet: wait for its first day, or check the clock',
  expired: 'the client certificate has expired: use a newer one',
  is_authority: 'the client certificate is a CA certificate: use one that was issued to the application',
  self_signed: 'the client certificate is self-signed, but the application is registered with one issued by a CA',
  untrusted: 'the client certificate was not issued by a CA that is trusted for applications',
  wrong_purpose: 'the client certificate was not issued for TLS clients (extended key usage clientAuth)',
  revoked: 'the client certificate was revoked: use another one',
  blocked: 'the client certificate was blocked by an administrator: use another one, or ask why',
  revocation_unknown: 'it is unknown whether the client certificate was revoked: try again later',
};
const unreadable = 'the client certificate cannot be read';

/** With the OID, the algorithm or the name that it is about. */
export const sentenceOf = ({ reason, subject }: X509Error): string => {
  const sentence = sentences[reason] ?? unreadable;
  return subject === undefined ? sentence : `${sentence} (${descriptionText(subject)})`;
};

/** RFC 6749 §5.2 allows printable ASCII in `error_description`, but for quotation marks and backslashes. */
const descriptionText = (text: string): string => text.replace(/[^\x20-\x21\x23-\x5b\x5d-\x7e]/g, '?');

/** The refusal as an answer of the token endpoint, and for the event log. */
export const refusedBy = (error: X509Error): RefusedAuthenticationError =>
  new RefusedAuthenticationError(certificateCode(error), sentenceOf(error));

export const unregistered = (): RefusedAuthenticationError =>
  new RefusedAuthenticationError(
    'certificate.unregistered',
    'the client certificate is not registered for this application',
  );

export const otherSubject = (): RefusedAuthenticationError =>
  new RefusedAuthenticationError(
    'certificate.other_subject',
    'the client certificate names another subject than the registered one',
  );
