import { type Certificate, identityKey, nameKey, x5tS256 } from '@postern/x509';

/** What never changes about a certificate and is asked for with every request. */
export interface CertificateFacts {
  /** DER, base64, as the engine takes certificates. */
  readonly base64: string;
  /** `x5t#S256` (RFC 8705 §3.1). */
  readonly thumbprint: string;
  readonly subjectKey: string;
  /** Issuer and subject have the same name: nobody but itself can have issued it. */
  readonly isSelfIssued: boolean;
}

const known = new WeakMap<Certificate, CertificateFacts>();

/** Certificates that keep coming are the same object each time, so this is worked out once for each. */
export const factsOf = (certificate: Certificate): CertificateFacts => {
  const found = known.get(certificate);
  if (found !== undefined) return found;
  const { der, issuer, subject } = certificate;
  const facts = {
    base64: Buffer.from(der).toString('base64'),
    thumbprint: x5tS256(der),
    subjectKey: identityKey(subject),
    isSelfIssued: nameKey(issuer) === nameKey(subject),
  };
  known.set(certificate, facts);
  return facts;
};
