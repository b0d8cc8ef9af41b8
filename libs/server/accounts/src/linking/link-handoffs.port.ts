import type { PresentedIdentity } from '@postern/provider-kit';

/**
 * What came back from a provider's own origin for somebody who is linking.
 * Both throw `HandoffError`: `handoff.invalid` (unknown, late, used), `handoff.wrong_account`.
 */
export abstract class LinkHandoffs {
  /** Leaves the handoff as it is. */
  abstract peek(code: string, accountId: string): Promise<PresentedIdentity>;
  /** One-time: the same code never works again, whatever becomes of the link. */
  abstract consume(code: string, accountId: string): Promise<PresentedIdentity>;
}
