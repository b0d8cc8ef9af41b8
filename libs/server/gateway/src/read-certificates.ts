import { type Certificate, holdsPrivateKey, parseCertificate, readCertificatePem, summarize } from '@postern/x509';
import { readField, refused } from './refusals.js';

const block = /-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g;

/**
 * Every certificate of a PEM text, each once; refuses private keys, which have no business here.
 *
 * @throws InvalidError `provider.private_key_given`, `certificate.malformed`
 */
export const readCertificates = (pem: string, most: number, path = 'pem'): readonly Certificate[] => {
  if (holdsPrivateKey(pem)) throw refused('provider.private_key_given', path, 'holds a private key; it was not stored');
  const blocks = pem.replaceAll(/\\r\\n|\\n/g, '\n').match(block) ?? [];
  if (blocks.length === 0) throw refused('certificate.malformed', path, 'holds no certificate in PEM');
  if (blocks.length > most)
    throw refused('credential.several_certificates', path, `holds more than ${most} certificates`);
  const certificates = blocks.map((text) => readField(path, () => parseCertificate(readCertificatePem(text))));
  return [...new Map(certificates.map((certificate) => [certificate.sha256, certificate])).values()];
};

/** What a certificate is called unless somebody says otherwise. */
export const nameOf = (certificate: Certificate): string =>
  summarize(certificate).name.slice(0, 200) || certificate.sha256;
