import type { IssuerComparison } from '@postern/contracts';
import { type Authority, type Certificate, nameKey, summarize } from '@postern/x509';

const most = 10;

/** Shows whether a refused certificate comes from a namesake of an accepted issuer: same name, another key (RFC 5280 §4.2.1.1). */
export const compareIssuers = (certificate: Certificate, authorities: readonly Authority[]): IssuerComparison => {
  const issuer = nameKey(certificate.issuer);
  return {
    keyId: certificate.authorityKeyId ?? null,
    sameName: authorities.some((authority) => authority.nameKey === issuer),
    accepted: authorities
      .slice(0, most)
      .map(({ certificate: accepted }) => ({ name: summarize(accepted).name, keyId: accepted.subjectKeyId ?? null })),
  };
};
