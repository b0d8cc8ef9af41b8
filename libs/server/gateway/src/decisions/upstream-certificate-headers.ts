import type { OutgoingHttpHeaders } from 'node:http';
import { certificateToPem, type Name, renderName, renderSerialNumber, sha1 } from '@postern/x509';
import type { CallDecision } from './call-decisions.service.js';

/** RFC 4514 §2.4 lets any byte stand as a backslash and two hexadecimal digits; so does Nginx with what is not ASCII. */
const asciiName = (name: Name): string =>
  Array.from(Buffer.from(renderName(name), 'utf8'), (byte) =>
    byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : `\\${byte.toString(16).toUpperCase().padStart(2, '0')}`,
  ).join('');

/**
 * Headers about the caller's certificate for the upstream, as the API requests. They come and are cached with the decision, so that a
 * decision never carries the names of another certificate.
 */
export const upstreamCertificateHeaders = ({ api, certificate, evaluation }: CallDecision): OutgoingHttpHeaders => {
  const { clientCert = false, xSslClient = false } = api?.applied.forwardedHeaders ?? {};
  const headers: OutgoingHttpHeaders = {};
  if (xSslClient) headers['x-postern-verify'] = verdict(certificate !== null, evaluation.verified);
  if (certificate === null) return headers;
  // RFC 9440 §2: the DER as a byte sequence of structured fields (RFC 8941 §3.3.5).
  if (clientCert) headers['x-postern-client-cert'] = `:${Buffer.from(certificate.der).toString('base64')}:`;
  if (xSslClient) {
    const { der, serialNumber, subject, issuer } = certificate;
    Object.assign(headers, {
      'x-postern-caller-dn': asciiName(subject),
      'x-postern-caller-serial': renderSerialNumber(serialNumber),
      'x-postern-caller-fingerprint': sha1(der),
      'x-postern-caller-issuer': asciiName(issuer),
      'x-postern-caller-cert': encodeURIComponent(certificateToPem(der)),
    });
  }
  return headers;
};

/** `SUCCESS` only if a clause verified the certificate: Nginx itself verifies none. */
const verdict = (shown: boolean, verified: boolean): string => {
  if (!shown) return 'NONE';
  return verified ? 'SUCCESS' : 'FAILED:not verified';
};
