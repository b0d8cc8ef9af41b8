import { type Certificate, parseCertificate } from './certificate.js';
import { certificatesInBytes } from './certificate-bytes.js';
import { certificateBytesInText, textOfBytes } from './certificate-text.js';
import { X509Error } from '../x509.error.js';

/** Bytes or characters; room for a bundle of CA certificates. */
const largest = 1024 * 1024;
const most = 500;

/**
 * Every certificate in a person's text or file, in the order of the input. Reads PEM with anything around it
 * (also `X509` and `TRUSTED CERTIFICATE`, in UTF-16, escaped or percent-encoded), DER, its base64 or hexadecimal, and PKCS #7 (.p7b).
 *
 * @throws X509Error `private_key` for anything that holds one, .p12 included; `not_a_certificate`; `malformed` with the certificate's fault
 */
export const readCertificates = (input: string | Uint8Array): readonly [Certificate, ...Certificate[]] => {
  if (input.length > largest) throw new X509Error('not_a_certificate', `more than ${largest} characters`);
  const isText = typeof input === 'string';
  const text = isText ? input : textOfBytes(input);
  const blocks = text === undefined ? [input as Uint8Array] : certificateBytesInText(text);
  const ders = blocks.flatMap(certificatesInBytes);
  if (ders.length > most) throw new X509Error('several_certificates', `more than ${most} certificates`);
  const [first, ...others] = ders.map(parseCertificate);
  if (first === undefined) throw new X509Error('not_a_certificate', 'no certificate in it');
  return [first, ...others];
};

/**
 * The one certificate in a person's text or file, read as `readCertificates` does.
 *
 * @throws X509Error `several_certificates` with their number, and what `readCertificates` throws
 */
export const readCertificate = (input: string | Uint8Array): Certificate => {
  const [first, ...others] = readCertificates(input);
  if (others.length > 0) {
    throw new X509Error('several_certificates', `${others.length + 1} certificates where one belongs`);
  }
  return first;
};
