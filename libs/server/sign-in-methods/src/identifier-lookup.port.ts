import type { PresentedIdentifier } from '@postern/provider-kit';

/** Port: whose an identifier is. Accounts implement it; bound by the composition root. */
export abstract class IdentifierLookup {
  abstract findOwner(
    identifier: PresentedIdentifier,
  ): Promise<
    | { readonly id: string; readonly username: string; readonly name: string; readonly status: 'active' | 'blocked' }
    | undefined
  >;
}
