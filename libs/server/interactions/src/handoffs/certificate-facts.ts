import type { CertificateJudgement, CertificateSummary } from '@postern/contracts';

/** What the event log keeps of a certificate that was refused: enough to tell it from another one with the same names, and how it was judged. */
export const certificateFacts = (
  { name, issuerName, serialNumber, sha256, notAfter }: CertificateSummary,
  judgement: CertificateJudgement | null,
) => ({
  name,
  issuer: issuerName,
  serialNumber,
  sha256,
  notAfter,
  ...(judgement !== null && { judgement }),
});
