import { type Certificate, parseCertificate } from './certificate.js';
import { LRUCache } from 'lru-cache';
import { readEscapedCertificate } from './pem.js';

/** A machine presents the same certificate again and again, a person every morning; a few hundred cost some megabytes. */
const recent = new LRUCache<string, Certificate>({ max: 200 });

/** The certificate in Nginx's `$ssl_client_escaped_cert`, parsed once as long as it keeps coming; throws `X509Error` (`malformed`). */
export const parseEscapedCertificate = (escaped: string): Certificate => {
  const known = recent.get(escaped);
  if (known !== undefined) return known;
  const certificate = parseCertificate(readEscapedCertificate(escaped));
  recent.set(escaped, certificate);
  return certificate;
};
