import type { LinkRefusal } from '@postern/contracts';
import type { PresentedIdentifier, ProofTime } from '@postern/provider-kit';
import type { EntityManager } from 'typeorm';

/** What was presented for a link, and when. */
export interface ShownForLink {
  readonly identifier: PresentedIdentifier;
  readonly proof: ProofTime;
}

/**
 * The results that a provider's own origin hands back for a link.
 * Those that take a code throw `HandoffError`: `handoff.invalid` (unknown, late, used), `handoff.wrong_account`.
 */
export abstract class LinkHandoffs {
  /** Leaves the handoff as it is. */
  abstract peek(code: string, accountId: string): Promise<PresentedIdentifier>;
  /** What was refused there; leaves the handoff as it is. `handoff.invalid` for a good proof. */
  abstract refusal(code: string, accountId: string): Promise<LinkRefusal>;
  /** One-time: the same code never works again, whether or not the link succeeds. */
  abstract consume(code: string, accountId: string): Promise<ShownForLink>;
  /** Consumes, as part of `transaction`, everything that the account has presented and not linked yet. */
  abstract end(transaction: EntityManager, accountId: string): Promise<void>;
}
