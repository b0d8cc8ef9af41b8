import type { CertificateSummary } from './certificate.js';
import type { CertificateJudgement } from './certificate-judgement.js';
import type { ErrorCode } from './error-codes.js';
import type { GatewayThumbprints } from './gateway-certificates.js';

/** `POST /api/v2/gateway/apis/{id}/try` */
export interface GatewayTryInput {
  /** PEM; null or absent: the caller sends none. */
  readonly certificate?: string | null;
  readonly accessToken?: string | null;
  /** Which policy decides; the draft unless told. */
  readonly policy?: 'draft' | 'applied';
}

/** One clause as it was evaluated. `path` is where it stands: `require`, `require.clauses.1`, `require.clauses.1.identities.0`. */
export interface GatewayTraceStep {
  readonly path: string;
  readonly type: string;
  /** `skipped`: what came before decided already. */
  readonly outcome: 'met' | 'not_met' | 'skipped';
  /** Why it is not met. */
  readonly code: ErrorCode | null;
  /** What was compared or found, in English: for the trace, never for the caller. */
  readonly detail: string | null;
}

/** Answer of "Try it", and what the data plane decides by. */
export interface GatewayDecision {
  readonly allowed: boolean;
  /** What the caller is answered; null when allowed. */
  readonly status: number | null;
  readonly reason: string | null;
  /** Why not; null when allowed. */
  readonly code: ErrorCode | null;
  /** Path of the clause that decided. */
  readonly decidedBy: string;
  readonly trace: readonly GatewayTraceStep[];
  readonly certificate: CertificateSummary | null;
  /** Its chain and what can be said of it whatever the policy asks; null without a certificate. */
  readonly judgement: CertificateJudgement | null;
  readonly thumbprints: GatewayThumbprints | null;
}
