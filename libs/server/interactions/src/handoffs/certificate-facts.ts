import type { CertificateSummary } from '@postern/contracts';

/** What the event log keeps of a certificate that was refused: enough to tell it from another one with the same names. */
export const certificateFacts = ({ name, issuerName, serialNumber, sha256, notAfter }: CertificateSummary) => ({
  name,
  issuer: issuerName,
  serialNumber,
  sha256,
  notAfter,
});
