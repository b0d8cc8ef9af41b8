import type { PresentedIdentity } from '@postern/provider-kit';

/** Port: whose an identity is. Accounts implement it; bound by the composition root. */
export abstract class IdentityLookup {
  abstract findOwner(
    identity: PresentedIdentity,
  ): Promise<
    | { readonly id: string; readonly username: string; readonly name: string; readonly status: 'active' | 'blocked' }
    | undefined
  >;
}
