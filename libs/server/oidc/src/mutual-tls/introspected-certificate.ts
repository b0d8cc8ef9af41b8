import { type Certificate, parseCertificate, parseEscapedCertificate, readCertificatePem } from '@postern/x509';
import { errors } from 'oidc-provider';

/** Parameter of an introspection request: the certificate that the API's own caller showed. */
export const shownCertificateParameter = 'client_cert';

/** RFC 9440 §2.1: a byte sequence of structured fields (RFC 8941 §3.3.5). */
const byteSequence = /^:([A-Za-z0-9+/]+={0,2}):$/;

const parse = (text: string): Certificate => {
  const [, base64] = byteSequence.exec(text) ?? [];
  if (base64 !== undefined) return parseCertificate(Buffer.from(base64, 'base64'));
  return text.includes('%') ? parseEscapedCertificate(text) : parseCertificate(readCertificatePem(text));
};

/**
 * However an API has it: as the field `Client-Cert` (RFC 9440), in PEM, or in PEM percent-encoded as Nginx does.
 *
 * @returns undefined when the caller showed none
 * @throws InvalidRequest for what is no certificate
 */
export const readShownCertificate = (said: unknown): Certificate | undefined => {
  if (said === '') return undefined;
  if (typeof said !== 'string') {
    throw new errors.InvalidRequest(`'${shownCertificateParameter}' parameter must not be provided twice`);
  }
  try {
    return parse(said);
  } catch (cause) {
    const sentence = `${shownCertificateParameter} must be one certificate: as the field Client-Cert has it (RFC 9440), or in PEM`;
    throw new errors.InvalidRequest(sentence, undefined, { cause });
  }
};
