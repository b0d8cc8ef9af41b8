/** SQL (text) with what a proof given now must know of the account, for `ProofTime.mark`. @param account alias of its row */
export const proofMark = (account: string): string => `extract(epoch from ${account}.proofs_before)::text`;

/** SQL, in an update of `account`: a later time than any before. */
export const proofsEndedNow = `greatest(clock_timestamp(), proofs_before + interval '1 microsecond')`;

/** SQL assignment for an update of `account`: ends all proofs given until now that have not been used. */
export const endsProofs = `proofs_before = ${proofsEndedNow}`;
