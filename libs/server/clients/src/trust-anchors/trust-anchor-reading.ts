import { assertRooted, type AuthorityField, readOneAuthority } from '@postern/certificate-kit';
import type { PresentedCertificate } from '@postern/requests';
import { type Authority, summarize, type TrustStore } from '@postern/x509';

const field: AuthorityField = {
  path: 'pem',
  invalid: 'trust_anchor.invalid',
  privateKey: 'credential.private_key_given',
};

/**
 * Reads the PEM of an authority that applications' certificates may come from.
 *
 * @throws InvalidError `credential.private_key_given`, `trust_anchor.invalid`
 */
export const readTrustAnchor = (pem: string, at: Date): Authority => readOneAuthority(pem, field, { at });

/**
 * Refuses an authority without a path to one of the roots.
 *
 * @throws InvalidError `trust_anchor.invalid`
 */
export const assertLeadsToAnchor = (authority: Authority, known: TrustStore, at: Date): void =>
  assertRooted([authority], known.authorities, field, at);

export const presentedAuthority = ({ certificate }: Authority): PresentedCertificate => ({
  der: certificate.der,
  summary: summarize(certificate),
});
