import type { CertificateSummary, RefusalFacts } from './certificate.js';
import type { ErrorCode } from './error-codes.js';

/** Tests of a certificate, in the order in which they are made. */
export const certificateTests = ['key', 'dates', 'issuer', 'purpose', 'revocation', 'account'] as const;
export type CertificateTest = (typeof certificateTests)[number];

/** `skipped`: not tested, because an earlier test failed. */
export type TestOutcome = 'passed' | 'failed' | 'skipped';

/** One certificate of a chain, by what its name and key say. Texts are printable and bounded; they may come from the certificate. */
export interface ChainLink {
  /** Headline, as `CertificateSummary.name`. */
  readonly name: string;
  /** Subject key identifier, lower-case hexadecimal; of an issuer that is not known here, the one that the certificate below it names. */
  readonly keyId: string | null;
  readonly role: 'certificate' | 'issuer' | 'root';
  /**
   * `unknown`: named by the certificate below it only, and not trusted here. `namesake`: the same, but a CA of that name is trusted,
   * with another key.
   */
  readonly standing: 'known' | 'unknown' | 'namesake';
}

/** A certificate as it was judged: its chain, each test, and the link that failed. Every page that draws a certificate draws this. */
export interface CertificateJudgement {
  /** The certificate first, its root last; ends earlier at an issuer that is not known here. */
  readonly chain: readonly ChainLink[];
  /** In the order of `certificateTests`; without those that do not apply where it was judged. */
  readonly tests: readonly { readonly test: CertificateTest; readonly outcome: TestOutcome }[];
  /** Why it was refused; null when it was not. */
  readonly code: ErrorCode | null;
  /** The subject of the refusal, if it has a name. */
  readonly facts: RefusalFacts | null;
  /** Index in `chain` of what failed; null if nothing failed, or not in the chain. */
  readonly failedLink: number | null;
}

/** Outcome of a sign-in with a certificate. */
export interface CertificateVerdict {
  /** Null: accepted, and linked to an account. */
  readonly code: ErrorCode | null;
  readonly facts?: RefusalFacts | null;
}

/** `GET /api/v2/audit-events/{id}/certificate`: the certificate of a sign-in, as long as it is stored. */
export interface EventCertificate {
  readonly pem: string;
  readonly certificate: CertificateSummary;
  /** The judgement at that time; of an accepted certificate, the judgement of today. */
  readonly judgement: CertificateJudgement | null;
}
