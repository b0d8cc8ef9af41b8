import { fieldCode, type FieldCodes, fieldSentence } from '@postern/certificate-kit';
import { type CodeOf, InvalidError } from '@postern/errors';
import { X509Error } from '@postern/x509';

const codes: FieldCodes = {
  private_key: 'credential.private_key_given',
  several_certificates: 'credential.several_certificates',
  expired: 'credential.expired',
  weak_key: 'credential.weak_key',
};

/** Codes that a new credential can be refused with, for the API's documentation. */
export const credentialRefusals = [
  'credential.private_key_given',
  'credential.not_a_certificate',
  'credential.several_certificates',
  'credential.expired',
  'credential.weak_key',
  'credential.invalid_dn',
  'credential.invalid_san',
  'credential.invalid_key',
] as const;

const messages: Readonly<Partial<Record<CodeOf<422>, string>>> = {
  'credential.private_key_given': 'holds a private key; it was not stored, and should be considered compromised',
  'credential.not_a_certificate': 'is not a certificate that can be read: give PEM, DER in base64, or PKCS #7',
  'credential.several_certificates': 'holds several certificates; give one',
  'credential.expired': 'has expired',
  'credential.weak_key': 'has a key or a signature that is too weak',
  'credential.invalid_dn': 'is not a subject name',
  'credential.invalid_san': 'is not a name of its type',
  'credential.invalid_key': 'cannot be used for assertions',
  'credential.thumbprint_mismatch': 'is not the thumbprint of value',
};

/**
 * A field of a credential that was refused. Says which field and why, never what it held.
 *
 * @param path of the field in the request body
 */
export const refused = (code: CodeOf<422>, path: string, message = messages[code] ?? 'cannot be used'): InvalidError =>
  new InvalidError(code, undefined, [{ path, message: `${path.split('.').at(-1) ?? path} ${message}` }]);

/**
 * Reads a field; what the certificate library says of it becomes a refusal.
 *
 * @param otherwise code for reasons that have none of their own
 */
export const readField = <T>(path: string, otherwise: CodeOf<422>, read: () => T): T => {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof X509Error)) throw error;
    const code = fieldCode(error, { malformed: otherwise, not_a_certificate: otherwise, ...codes });
    // Which type of attribute is not known, and the like.
    const why = code === 'credential.invalid_dn' ? `${messages[code] ?? ''} (${error.detail})` : messages[code];
    throw refused(code, path, why ?? fieldSentence(error));
  }
};
