import type { CertificateSummary, RefusalFacts } from './certificate.js';
import type { ErrorCode } from './error-codes.js';

/** What is tested of a certificate, in the order in which it is tested. */
export const certificateTests = ['key', 'dates', 'issuer', 'purpose', 'revocation', 'account'] as const;
export type CertificateTest = (typeof certificateTests)[number];

/** `skipped`: nobody looked, since an earlier test failed. */
export type TestOutcome = 'passed' | 'failed' | 'skipped';

/** One certificate of a chain, by what its name and key say. Texts are printable and bounded; they may come from the certificate. */
export interface ChainLink {
  /** Headline, as `CertificateSummary.name`. */
  readonly name: string;
  /** Subject key identifier, lower-case hexadecimal; of an issuer that is not known here, the one that the certificate below it names. */
  readonly keyId: string | null;
  readonly role: 'certificate' | 'issuer' | 'root';
  /**
   * `unknown`: only the certificate below it names it, and nobody trusts it here. `namesake`: the same, but a CA of that name is trusted,
   * with another key.
   */
  readonly standing: 'known' | 'unknown' | 'namesake';
}

/** A certificate as it was judged: its chain, each test, and the link that failed. Every page that draws a certificate draws this. */
export interface CertificateJudgement {
  /** The certificate first, its root last; ends earlier at an issuer that is not known here. */
  readonly chain: readonly ChainLink[];
  /** In the order of `certificateTests`; without those that make no sense where it was judged. */
  readonly tests: readonly { readonly test: CertificateTest; readonly outcome: TestOutcome }[];
  /** Why it was refused; null when it was not. */
  readonly code: ErrorCode | null;
  /** What the refusal is about, where that has a name. */
  readonly facts: RefusalFacts | null;
  /** Place in `chain` of what failed; null when nothing did, or not in the chain. */
  readonly failedLink: number | null;
}

/** What a sign-in with a certificate came to. */
export interface CertificateVerdict {
  /** Null: accepted, and somebody's. */
  readonly code: ErrorCode | null;
  readonly facts?: RefusalFacts | null;
}

/** `GET /api/v2/audit-events/{id}/certificate`: the certificate of a sign-in, as long as it is kept. */
export interface EventCertificate {
  readonly pem: string;
  readonly certificate: CertificateSummary;
  /** As it was judged then; of one that was accepted, as it is judged now. */
  readonly judgement: CertificateJudgement | null;
}
