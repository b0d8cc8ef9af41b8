import type { CertificateSummary } from './certificate.js';
import type { CertificateJudgement } from './certificate-judgement.js';
import type { ErrorCode } from './error-codes.js';
import type { GatewayThumbprints } from './gateway-certificates.js';

/** `POST /api/v2/gateway/apis/{id}/try` */
export interface GatewayTryInput {
  /** PEM; null or absent: the caller sends none. */
  readonly certificate?: string | null;
  readonly accessToken?: string | null;
  /** Which policy decides; the draft by default. */
  readonly policy?: 'draft' | 'applied';
}

/** One clause as it was evaluated. `path` is its position: `require`, `require.clauses.1`, `require.clauses.1.identities.0`. */
export interface GatewayTraceStep {
  readonly path: string;
  readonly type: string;
  /** `skipped`: an earlier clause already decided. */
  readonly outcome: 'met' | 'not_met' | 'skipped';
  /** Why it is not met. */
  readonly code: ErrorCode | null;
  /** What was compared or found, in English: for the trace, never for the caller. */
  readonly detail: string | null;
}

/** Response of "Try it", and the decision for the data plane. */
export interface GatewayDecision {
  readonly allowed: boolean;
  /** Response to the caller; null when allowed. */
  readonly status: number | null;
  readonly reason: string | null;
  /** Why not; null when allowed. */
  readonly code: ErrorCode | null;
  /** Path of the clause that decided. */
  readonly decidedBy: string;
  readonly trace: readonly GatewayTraceStep[];
  readonly certificate: CertificateSummary | null;
  /** The judgement of its chain, independent of the policy; null without a certificate. */
  readonly judgement: CertificateJudgement | null;
  readonly thumbprints: GatewayThumbprints | null;
}
