import { type Certificate, readCertificates as readAll, summarize } from '@postern/x509';
import { readField, refused } from './gateway-errors.js';

/**
 * Every certificate in a pasted text, each once; refuses private keys.
 *
 * @throws InvalidError `certificate.private_key_given`, `certificate.malformed`
 */
export const readCertificates = (pem: string, most: number, path = 'pem'): readonly Certificate[] => {
  const certificates = readField(path, () => readAll(pem));
  if (certificates.length > most)
    throw refused('credential.several_certificates', path, `holds more than ${most} certificates`);
  return [...new Map(certificates.map((certificate) => [certificate.sha256, certificate])).values()];
};

/** Default name of a certificate. */
export const nameOf = (certificate: Certificate): string =>
  summarize(certificate).name.slice(0, 200) || certificate.sha256;
