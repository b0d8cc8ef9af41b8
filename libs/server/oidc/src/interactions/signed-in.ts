import type { AccountWithClaims } from '@postern/accounts';
import type Provider from 'oidc-provider';
import type { Proof, ProvedCertificate, SessionOrigin, SessionProof } from '../storage/artifact.js';

type Interaction = Awaited<ReturnType<Provider['interactionDetails']>>;

/** A completed sign-in. */
export interface SignedIn {
  readonly accountId: string;
  readonly methodId: string;
  readonly acr: string;
  readonly amr: readonly string[];
  readonly proof: Proof;
  readonly certificate: ProvedCertificate | null;
  /** Until when the certificate is valid, ISO 8601; no session keeps it. */
  readonly certificateEndsAt?: string | null;
  readonly origin: SessionOrigin;
  /** When the proof brought it along: the engine will not have to ask. */
  readonly account?: AccountWithClaims;
}

/** What the same person proved earlier on the way of this request. */
export const givenBefore = ({ lastSubmission, session }: Interaction, accountId: string): readonly SessionProof[] => {
  // They are in the session that they opened, and count as long as it is there.
  if (session?.accountId !== accountId) return [];
  const { login, proofs = [] } = (lastSubmission ?? {}) as {
    readonly login?: { readonly accountId?: string };
    readonly proofs?: readonly SessionProof[];
  };
  return login?.accountId === accountId ? proofs : [];
};

/** What a session keeps of it. */
export const proofOf = ({ acr, amr, proof, certificate }: SignedIn): SessionProof => ({
  methodId: proof.methodId,
  identifierId: proof.identifierId,
  acr,
  amr,
  at: Number(proof.at),
  certificate,
});
