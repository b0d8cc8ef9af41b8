import { type Certificate, identityKey, nameKey, x5tS256 } from '@postern/x509';

/** Constant facts of a certificate that every request needs. */
export interface CertificateFacts {
  /** DER, base64, as the engine takes certificates. */
  readonly base64: string;
  /** `x5t#S256` (RFC 8705 §3.1). */
  readonly thumbprint: string;
  readonly subjectKey: string;
  /** Issuer and subject have the same name: it is self-issued. */
  readonly isSelfIssued: boolean;
}

const known = new WeakMap<Certificate, CertificateFacts>();

/** A certificate seen before is the same object again, so this is computed once for each. */
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
