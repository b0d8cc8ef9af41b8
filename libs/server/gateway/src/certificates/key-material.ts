import { type KeyObject, X509Certificate } from 'node:crypto';
import { type Certificate, isSelfSigned, largestCertificate, nameKey, parseCertificate } from '@postern/x509';
import { readField, refused } from '../gateway-errors.js';

/** A certificate with its key, as the gateway presents it. */
export interface KeyMaterial {
  readonly certificate: Certificate;
  /** Authorities above it, issuer first, without the root. */
  readonly chain: readonly Certificate[];
  /** PKCS #8, PEM. */
  readonly key: string;
}

/** Contents of an upload. */
export interface FoundMaterial {
  /** DER. */
  readonly certificates: readonly Uint8Array[];
  readonly keys: readonly KeyObject[];
}

const mostCertificates = 20;

/**
 * Matches the one key with its certificate (of several, as after a renewal, the one that is valid longest) and the authorities above it.
 *
 * @param path of the field they came in
 * @throws InvalidError `gateway.` no_certificate_in_file, no_private_key, several_keys, key_mismatch; `certificate.malformed`
 */
export const assemble = ({ certificates, keys }: FoundMaterial, path: string): KeyMaterial => {
  const [key, ...otherKeys] = keys;
  if (key === undefined) throw refused('gateway.no_private_key', path, 'holds no private key');
  if (otherKeys.length > 0) throw refused('gateway.several_keys', path, `holds ${keys.length} private keys; give one`);
  if (certificates.length === 0) throw refused('gateway.no_certificate_in_file', path, 'holds no certificate');
  if (certificates.length > mostCertificates || certificates.some(({ length }) => length > largestCertificate)) {
    throw refused('certificate.malformed', path, 'holds more than a certificate and its chain');
  }
  const fitting = certificates.filter((der) => belongTogether(der, key));
  if (fitting.length === 0)
    throw refused('gateway.key_mismatch', path, 'holds a key and a certificate of different pairs');
  const parse = (der: Uint8Array) => readField(path, () => parseCertificate(der));
  const certificate = fitting.map(parse).reduce((one, other) => (other.notAfter > one.notAfter ? other : one));
  const others = certificates.filter((der) => !fitting.includes(der)).map(parse);
  return { certificate, chain: chainOf(certificate, others), key: exportKey(key) };
};

const belongTogether = (der: Uint8Array, key: KeyObject): boolean => {
  try {
    return new X509Certificate(der).checkPrivateKey(key);
  } catch {
    // Unreadable, so not a pair; the parser reports why if it is the only one.
    return false;
  }
};

const chainOf = (certificate: Certificate, others: readonly Certificate[]): readonly Certificate[] => {
  const chain: Certificate[] = [];
  for (let below = certificate; !isSelfSigned(below);) {
    const issuer = nameKey(below.issuer);
    const above = others.find((other) => nameKey(other.subject) === issuer && !chain.includes(other));
    // The peer has the root or does not trust it (RFC 8446 §4.4.2).
    if (above === undefined || isSelfSigned(above)) break;
    chain.push(above);
    below = above;
  }
  return chain;
};

const exportKey = (key: KeyObject): string => key.export({ type: 'pkcs8', format: 'pem' }).toString();
