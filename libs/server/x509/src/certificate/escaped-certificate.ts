import { type Certificate, parseCertificate } from './certificate.js';
import { LRUCache } from 'lru-cache';
import { readEscapedCertificate } from './pem.js';

/** Cached certificates: machines and people present the same ones repeatedly; a few hundred take some megabytes. */
const recent = new LRUCache<string, Certificate>({ max: 200 });

/** The certificate in Nginx's `$ssl_client_escaped_cert`, parsed once and cached while in use; throws `X509Error` (`malformed`). */
export const parseEscapedCertificate = (escaped: string): Certificate => {
  const known = recent.get(escaped);
  if (known !== undefined) return known;
  const certificate = parseCertificate(readEscapedCertificate(escaped));
  recent.set(escaped, certificate);
  return certificate;
};
