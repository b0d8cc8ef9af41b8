import { algorithmName } from './algorithm-names.js';
import type { Certificate } from './certificate.js';
import { nameKey } from '../names/name.js';
import { verifyOwnSignature } from './signature.js';
import { isWeakSignature, signatureScheme } from './signature-scheme.js';
import { X509Error } from '../x509.error.js';

/** Options that allow more than the defaults. */
export interface AlgorithmChoice {
  /** Keys on the Brainpool curves (RFC 5639), which German cards use. */
  readonly brainpool?: boolean;
}

/**
 * Refuses weak keys and signatures (RSA below 2048 bits, MD5, SHA-1) and unsupported ones.
 *
 * @throws X509Error `weak_key`, `unsupported_algorithm`, `curve_not_allowed`
 */
export const assertStrong = (certificate: Certificate, choice: AlgorithmChoice = {}): void => {
  assertStrongKey(certificate, choice);
  const { signatureAlgorithm } = certificate;
  if (signatureScheme(signatureAlgorithm) !== undefined) return;
  const name = algorithmName(signatureAlgorithm.oid);
  throw isWeakSignature(signatureAlgorithm)
    ? new X509Error('weak_key', `signature algorithm ${name}`, name)
    : new X509Error('unsupported_algorithm', `signature algorithm ${name} is not supported yet`, name);
};

/** Checks only the key, with the same errors. */
export const assertStrongKey = ({ key }: Certificate, { brainpool = false }: AlgorithmChoice = {}): void => {
  const { description, standing } = key;
  if (standing === 'strong' || (standing === 'brainpool' && brainpool)) return;
  if (standing === 'brainpool') throw new X509Error('curve_not_allowed', description, description);
  throw standing === 'weak'
    ? new X509Error('weak_key', description, description)
    : new X509Error('unsupported_algorithm', `a key of the kind ${description} is not supported yet`, description);
};

/** RFC 5280 §4.1.2.5: both ends belong to the validity. Throws `X509Error` (`not_yet_valid`, `expired`). */
export const assertValidAt = ({ notBefore, notAfter }: Certificate, at: Date): void => {
  if (at < notBefore) throw new X509Error('not_yet_valid', `valid from ${notBefore.toISOString()}`);
  if (at > notAfter) throw new X509Error('expired', `valid until ${notAfter.toISOString()}`);
};

export const isValidAt = (certificate: Certificate, at: Date): boolean =>
  at >= certificate.notBefore && at <= certificate.notAfter;

/** Refuses a CA certificate as one of a person; throws `X509Error` (`is_authority`). */
export const assertNotAuthority = ({ isAuthority, keyUsage }: Certificate): void => {
  if (isAuthority || keyUsage?.keyCertSign === true)
    throw new X509Error('is_authority', 'the certificate may sign others');
};

/** RFC 5280 §6.1: the same name as subject and issuer, whatever the keys are. */
export const isSelfIssued = ({ issuer, subject }: Certificate): boolean => nameKey(issuer) === nameKey(subject);

/** Whether a certificate was signed with its own key, also by a hash that is too weak to prove anything else. */
export const isSelfSigned = (certificate: Certificate): boolean =>
  isSelfIssued(certificate) && verifyOwnSignature(certificate, certificate.publicKeyInfo);
