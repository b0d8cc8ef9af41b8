import type { SessionProof } from '../storage/artifact.js';

/** What the engine keeps of a session, with the proofs that we keep along with it. */
export interface ProvedSession {
  readonly acr?: string | undefined;
  readonly amr?: readonly string[] | undefined;
  readonly loginTs?: number | undefined;
  readonly proofs?: readonly SessionProof[] | undefined;
}

/** Proofs that one session keeps; the oldest make room. */
const most = 16;

const isReplaced = (before: SessionProof, after: SessionProof): boolean => {
  if (before.certificate !== null && after.certificate !== null) {
    if (before.certificate.sha256 !== after.certificate.sha256) return true;
  }
  return before.methodId === after.methodId && before.identifierId === after.identifierId && before.acr === after.acr;
};

/** What was proved in a session, oldest first. Sessions from before proofs were kept tell the last one. */
export const proofsOf = ({ proofs, acr, amr = [], loginTs }: ProvedSession): readonly SessionProof[] => {
  if (proofs !== undefined) return proofs;
  if (acr === undefined || loginTs === undefined) return [];
  return [{ methodId: null, identifierId: null, acr, amr, at: loginTs, certificate: null }];
};

/**
 * A list with newer proofs. Of the same thing proved twice, the later proof stays. So does the later certificate: a session has one, so
 * that it is found when that certificate is revoked.
 */
export const withProofs = (
  proofs: readonly SessionProof[],
  newer: readonly SessionProof[],
): readonly SessionProof[] => {
  const kept = proofs.filter((proof) => !newer.some((each) => isReplaced(proof, each)));
  return [...kept, ...newer].slice(-most);
};

/** RFC 8176 `amr` of all proofs together. */
export const amrOf = (proofs: readonly SessionProof[]): readonly string[] => [
  ...new Set(proofs.flatMap(({ amr }) => amr)),
];
