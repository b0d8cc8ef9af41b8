import type { PresentedCertificate } from '@postern/provider-kit';
import { InvalidError } from '@postern/provider-kit';
import {
  assertValidAt,
  type Authority,
  leadsToAnchor,
  readAuthority,
  readCertificatePem,
  summarize,
  TrustStore,
  X509Error,
} from '@postern/x509';

/**
 * Reads the PEM of an authority that applications' certificates may come from.
 *
 * @throws InvalidError `credential.private_key_given`, `trust_anchor.invalid`
 */
export const readTrustAnchor = (pem: string, at: Date): Authority => {
  try {
    const authority = readAuthority(readCertificatePem(pem));
    // One that becomes valid later may wait here; one that expired never works again.
    if (at > authority.certificate.notAfter) assertValidAt(authority.certificate, at);
    return authority;
  } catch (error) {
    if (!(error instanceof X509Error)) throw error;
    const code = error.reason === 'private_key' ? 'credential.private_key_given' : 'trust_anchor.invalid';
    throw new InvalidError(code, error.reason, [{ path: 'pem', message: `pem ${messageOf(error)}` }]);
  }
};

/**
 * An authority whose root is missing would lead nowhere, and nobody would see why.
 *
 * @throws InvalidError `trust_anchor.invalid`
 */
export const assertLeadsToAnchor = (authority: Authority, known: TrustStore): void => {
  if (leadsToAnchor(authority, new TrustStore([...known.authorities, authority]))) return;
  const message = 'pem is issued by an authority that is not among the trust anchors: add that one first';
  throw new InvalidError('trust_anchor.invalid', 'issuer missing', [{ path: 'pem', message }]);
};

export const presentedAuthority = ({ certificate }: Authority): PresentedCertificate => ({
  der: certificate.der,
  summary: summarize(certificate),
});

const messageOf = ({ reason, detail }: X509Error): string => {
  switch (reason) {
    case 'private_key':
      return 'holds a private key; it was not stored, and should be considered compromised';
    case 'several_certificates':
      return 'holds several certificates: add them one by one, the root first';
    case 'weak_key':
      return `has a weak key or signature (${detail})`;
    case 'expired':
      return `has expired (${detail})`;
    case 'untrusted':
      return `cannot be trusted: ${detail}`;
    default:
      return 'is not a certificate in PEM';
  }
};
