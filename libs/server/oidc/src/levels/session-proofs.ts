import type { SessionProof } from '../storage/artifact.js';

/** What the engine keeps of a session, with the proofs that we keep along with it. */
export interface ProvedSession {
  readonly acr?: string | undefined;
  readonly amr?: readonly string[] | undefined;
  readonly loginTs?: number | undefined;
  readonly proofs?: readonly SessionProof[] | undefined;
  /** SHA-256 of certificates that others took the place of, hexadecimal. */
  readonly formerCertificates?: readonly string[] | undefined;
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

/**
 * Certificates that a session was proved by and has no proof from any more: what was opened with them is open still, so it ends when they are
 * revoked.
 */
export const formerCertificatesOf = (
  { proofs = [], formerCertificates = [] }: ProvedSession,
  kept: readonly SessionProof[],
): readonly string[] => {
  const proved = proofs.flatMap(({ certificate }) => certificate?.sha256 ?? []);
  const present = new Set(kept.map(({ certificate }) => certificate?.sha256));
  return [...new Set([...formerCertificates, ...proved])].filter((sha256) => !present.has(sha256));
};

/** RFC 8176 `amr` of all proofs together. */
export const amrOf = (proofs: readonly SessionProof[]): readonly string[] => [
  ...new Set(proofs.flatMap(({ amr }) => amr)),
];
