import { webcrypto } from 'node:crypto';
import { X509Certificate } from '@peculiar/x509';
import { toPem } from './bytes.js';
import type { Issued } from './certificate.js';

const derOf = (pem: string): Buffer => Buffer.from(pem.replace(/-----[^-]+-----|\s/g, ''), 'base64');

/**
 * A certificate and its key as they lie in files, ready to issue or to be packed.
 *
 * @param privateKeyPem PKCS #8
 * @param chain authorities above it, nearest first, without the root
 */
export const readIssued = async (
  certificatePem: string,
  privateKeyPem: string,
  chain: Issued['chain'] = [],
): Promise<Issued> => {
  const certificate = new X509Certificate(certificatePem);
  const publicKey = await certificate.publicKey.export(webcrypto);
  const privateKey = await webcrypto.subtle.importKey('pkcs8', derOf(privateKeyPem), publicKey.algorithm, true, [
    'sign',
  ]);
  const der = new Uint8Array(certificate.rawData);
  return { certificate, keys: { privateKey, publicKey }, der, pem: toPem('CERTIFICATE', der), privateKeyPem, chain };
};
