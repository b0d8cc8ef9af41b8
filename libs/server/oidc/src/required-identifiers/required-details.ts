import type { IdentifierRequirement } from '@postern/contracts';

/** Something that the person proved, by a method of the application's list. */
export interface CountedProof {
  readonly methodId: string;
  readonly acr: string;
  /** Seconds since 1970. */
  readonly at: number;
  readonly byCertificate: boolean;
}

/** What the page for missing identifiers has to know, in the details of its prompt. */
export interface RequiredIdentifiers {
  /** All that the application requires, in the order of its list. */
  readonly methods: readonly {
    readonly id: string;
    readonly requirement: IdentifierRequirement;
    readonly missing: boolean;
  }[];
  /** The person may enter without, and be asked again tomorrow. */
  readonly skippable: boolean;
  /** ISO 8601: when nobody enters without any more; null: that is so now. */
  readonly from: string | null;
  readonly proofs: readonly CountedProof[];
}

export interface RequiredIdentifiersDetails {
  readonly required?: RequiredIdentifiers;
}

/** Seconds for which a proof lets its person add an identifier (ADR 0021). */
const freshFor = 300;

/** Those of the last five minutes. */
export const freshProofs = ({ proofs }: RequiredIdentifiers, now = Date.now() / 1000): readonly CountedProof[] =>
  proofs.filter(({ at }) => now - at <= freshFor);

/**
 * What was required when the person signed in, of a code and all that comes of it, also by exchange. A later requirement waits for the next
 * sign-in.
 */
export interface TokenRequirement {
  /** The application that they signed in to. */
  readonly clientId: string;
  /** Ids of the methods. */
  readonly methods: readonly string[];
}
