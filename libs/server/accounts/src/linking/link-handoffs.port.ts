import type { LinkRefusal } from '@postern/contracts';
import type { PresentedIdentity } from '@postern/provider-kit';

/**
 * What came back from a provider's own origin for somebody who is linking.
 * All throw `HandoffError`: `handoff.invalid` (unknown, late, used), `handoff.wrong_account`.
 */
export abstract class LinkHandoffs {
  /** Leaves the handoff as it is. */
  abstract peek(code: string, accountId: string): Promise<PresentedIdentity>;
  /** What was refused there; leaves the handoff as it is. `handoff.invalid` for a good proof. */
  abstract refusal(code: string, accountId: string): Promise<LinkRefusal>;
  /** One-time: the same code never works again, whatever becomes of the link. */
  abstract consume(code: string, accountId: string): Promise<PresentedIdentity>;
}
