import type { CertificateSummary } from '@postern/contracts';

/** A certificate as it goes through the system after it was read: bytes and what may be shown of them. */
export interface PresentedCertificate {
  readonly der: Uint8Array;
  readonly summary: CertificateSummary;
}
