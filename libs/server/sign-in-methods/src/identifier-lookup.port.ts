import type { AccountField, Affinity, ErrorCode, NamedAccount } from '@postern/contracts';
import type { PresentedIdentifier } from '@postern/provider-kit';

/** The account found by one value of an identifier. */
export interface FoundAccount {
  readonly account: NamedAccount & { readonly status: 'active' | 'blocked' };
  /** As in `Candidate`; null for methods without rules. */
  readonly source: string | null;
  readonly field: AccountField;
  readonly affinity: Affinity | null;
  readonly rank: number;
  readonly kept: boolean;
  readonly code: ErrorCode | null;
  readonly acr: string | null;
}

/** Port: finds the accounts of identifiers. Accounts implement it; bound by the composition root. */
export abstract class IdentifierLookup {
  /** All that each of the identifiers finds, in the same order, the rules of each in the order in which they decide. */
  abstract find(identifiers: readonly PresentedIdentifier[]): Promise<readonly (readonly FoundAccount[])[]>;
}
