import { signatureScheme } from './algorithm.js';
import type { Certificate } from './certificate.js';
import { nameKey } from '../names/name.js';
import { verifySignature } from './signature.js';
import { X509Error } from '../x509.error.js';

/** Refuses a key or a signature that can be forged (RSA below 2048 bits, other curves, MD5, SHA-1); throws `X509Error` (`weak_key`). */
export const assertStrong = (certificate: Certificate): void => {
  assertStrongKey(certificate);
  if (signatureScheme(certificate.signatureAlgorithm) === undefined) {
    throw new X509Error('weak_key', `signature algorithm ${certificate.signatureAlgorithm.oid}`);
  }
};

export const assertStrongKey = ({ key }: Certificate): void => {
  if (!key.strong) throw new X509Error('weak_key', key.description);
};

/** RFC 5280 §4.1.2.5: both ends belong to the validity. Throws `X509Error` (`not_yet_valid`, `expired`). */
export const assertValidAt = ({ notBefore, notAfter }: Certificate, at: Date): void => {
  if (at < notBefore) throw new X509Error('not_yet_valid', `valid from ${notBefore.toISOString()}`);
  if (at > notAfter) throw new X509Error('expired', `valid until ${notAfter.toISOString()}`);
};

export const isValidAt = (certificate: Certificate, at: Date): boolean =>
  at >= certificate.notBefore && at <= certificate.notAfter;

/** A certificate that may sign others is not a person's; throws `X509Error` (`is_authority`). */
export const assertNotAuthority = ({ isAuthority, keyUsage }: Certificate): void => {
  if (isAuthority || keyUsage?.keyCertSign === true)
    throw new X509Error('is_authority', 'the certificate may sign others');
};

/** RFC 5280 §6.1: the same name as subject and issuer, whatever the keys are. */
export const isSelfIssued = ({ issuer, subject }: Certificate): boolean => nameKey(issuer) === nameKey(subject);

/** Whether a certificate was signed with its own key. */
export const isSelfSigned = (certificate: Certificate): boolean =>
  isSelfIssued(certificate) && verifySignature(certificate, certificate.publicKeyInfo);
