import type { LinkRefusal } from '@postern/contracts';
import type { PresentedIdentifier, ProofTime } from '@postern/provider-kit';
import type { EntityManager } from 'typeorm';

/** What was shown for a link, and when. */
export interface ShownForLink {
  readonly identifier: PresentedIdentifier;
  readonly proof: ProofTime;
}

/**
 * What came back from a provider's own origin for somebody who is linking.
 * Those that take a code throw `HandoffError`: `handoff.invalid` (unknown, late, used), `handoff.wrong_account`.
 */
export abstract class LinkHandoffs {
  /** Leaves the handoff as it is. */
  abstract peek(code: string, accountId: string): Promise<PresentedIdentifier>;
  /** What was refused there; leaves the handoff as it is. `handoff.invalid` for a good proof. */
  abstract refusal(code: string, accountId: string): Promise<LinkRefusal>;
  /** One-time: the same code never works again, whatever becomes of the link. */
  abstract consume(code: string, accountId: string): Promise<ShownForLink>;
  /** Uses up, as part of `transaction`, whatever the account has shown and not linked yet. */
  abstract end(transaction: EntityManager, accountId: string): Promise<void>;
}
