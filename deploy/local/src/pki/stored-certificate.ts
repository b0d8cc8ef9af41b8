import { webcrypto, X509Certificate as ParsedCertificate } from 'node:crypto';
import { X509Certificate } from '@peculiar/x509';
import { type Issued, toPem } from '@postern/dev-pki';
import { readIfPresent, writePrivate } from '../state/private-files.js';

const day = 86_400_000;
/** A certificate with less than this left is made anew. */
const renewBefore = 30 * day;

/** Paths of a stored certificate and its key, both PEM. */
export const filesOf = (base: string) => ({ cert: `${base}.pem`, key: `${base}.key` });

/** Writes the key first, so that a certificate on disk always has its key. */
export const storeIssued = (base: string, issued: Issued): void => {
  writePrivate(filesOf(base).key, issued.privateKeyPem);
  writePrivate(filesOf(base).cert, issued.pem);
};

/** Reads one back; undefined when a file is missing or unreadable, or certificate and key do not belong together. */
export const loadIssued = async (base: string, chain: Issued['chain'] = []): Promise<Issued | undefined> => {
  const pem = readIfPresent(filesOf(base).cert);
  const privateKeyPem = readIfPresent(filesOf(base).key);
  if (pem === undefined || privateKeyPem === undefined) return undefined;
  try {
    const certificate = new X509Certificate(pem);
    const privateKey = await importPrivateKey(certificate, privateKeyPem);
    const keys = { privateKey, publicKey: await certificate.publicKey.export(webcrypto) } as webcrypto.CryptoKeyPair;
    if (!(await belongTogether(keys))) return undefined;
    const der = new Uint8Array(certificate.rawData);
    return { certificate, keys, der, pem: toPem('CERTIFICATE', der), privateKeyPem, chain };
  } catch {
    return undefined;
  }
};

/** Whether it can stay: signed by this authority, and valid for a good while. `validFor` false skips the dates. */
export const isUsable = (issued: Issued, authority: Issued | undefined, checkDates = true): boolean => {
  const certificate = new ParsedCertificate(issued.der);
  const issuer = new ParsedCertificate((authority ?? issued).der);
  if (!certificate.checkIssued(issuer) || !certificate.verify(issuer.publicKey)) return false;
  return !checkDates || issued.certificate.notAfter.getTime() - Date.now() > renewBefore;
};

const importPrivateKey = (certificate: X509Certificate, pem: string): Promise<webcrypto.CryptoKey> => {
  const der = Buffer.from(pem.replace(/-----[^-]+-----|\s/g, ''), 'base64');
  return webcrypto.subtle.importKey(
    'pkcs8',
    der,
    certificate.publicKey.algorithm as webcrypto.AlgorithmIdentifier,
    true,
    ['sign'],
  );
};

const belongTogether = async ({ privateKey, publicKey }: webcrypto.CryptoKeyPair): Promise<boolean> => {
  const algorithm = { ...privateKey.algorithm, hash: 'SHA-256' };
  const probe = new TextEncoder().encode('postern');
  const signature = await webcrypto.subtle.sign(algorithm, privateKey, probe);
  return webcrypto.subtle.verify(algorithm, publicKey, signature, probe);
};
