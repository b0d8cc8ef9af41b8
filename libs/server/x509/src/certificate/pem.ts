import { largestCertificate } from './certificate.js';
import { holdsPrivateKey } from '../der/private-key.js';
import { X509Error } from '../x509.error.js';

/** Characters; room for the largest certificate with text around it. */
const longestText = 64 * 1024;
const blocks = /-----BEGIN ([A-Z0-9 ]+)-----([^-]*)-----END \1-----/g;
const canonicalBase64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/**
 * DER of the one certificate in a PEM text (RFC 7468). Newlines may have been escaped on the way (`\r\n`, `\n`).
 *
 * @throws X509Error `private_key`, `several_certificates`, `not_a_certificate`
 */
export const readCertificatePem = (text: string): Uint8Array => {
  const [first, ...others] = readCertificatesPem(text);
  if (first === undefined || others.length > 0) {
    throw new X509Error('several_certificates', `${others.length + 1} certificates where one belongs`);
  }
  return first;
};

/**
 * DER of every certificate in a PEM text, at least one.
 *
 * @throws X509Error `private_key`, `not_a_certificate`
 */
export const readCertificatesPem = (text: string): [Uint8Array, ...Uint8Array[]] => readBlocks(text);

const readBlocks = (text: string): [Uint8Array, ...Uint8Array[]] => {
  // Checked first: people who paste a private key must be told so, whatever else the text holds.
  if (holdsPrivateKey(text)) throw new X509Error('private_key', 'the text holds a private key');
  if (text.length > longestText) throw new X509Error('not_a_certificate', `longer than ${longestText} characters`);
  const [first, ...others] = Array.from(
    text.replace(/\\r\\n|\\n/g, '\n').matchAll(blocks),
    ([, label = '', body = '']) => {
      if (label !== 'CERTIFICATE') throw new X509Error('not_a_certificate', 'another kind of PEM block');
      return decodeBase64(body.replace(/\s/g, ''));
    },
  );
  if (first === undefined) throw new X509Error('not_a_certificate', 'no PEM block');
  return [first, ...others];
};

const decodeBase64 = (text: string): Uint8Array => {
  if (text === '' || !canonicalBase64.test(text)) throw new X509Error('not_a_certificate', 'not base64');
  return Buffer.from(text, 'base64');
};

/** Nginx's `$ssl_client_escaped_cert`: a PEM with everything but letters, digits and `-._~` written as `%XX`. */
const longestEscaped = largestCertificate * 2;

/** DER in `$ssl_client_escaped_cert`; throws `X509Error` (`malformed`). */
export const readEscapedCertificate = (escaped: string): Uint8Array => {
  if (escaped.length > longestEscaped) throw new X509Error('malformed', 'escaped certificate too long');
  try {
    return readCertificatePem(decodeURIComponent(escaped));
  } catch {
    // Any other fault: Nginx did not write this.
    throw new X509Error('malformed', 'not an escaped certificate');
  }
};

/** PEM (RFC 7468) with 64 characters per line. */
export const certificateToPem = (der: Uint8Array): string => {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
};
