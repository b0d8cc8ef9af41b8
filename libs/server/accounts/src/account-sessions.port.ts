import type { SessionView } from '@postern/contracts';
import type { EntityManager } from 'typeorm';

/** Which of an account's sessions end. */
export type EndingSessions =
  | { readonly sessionUid: string }
  | { readonly identifierId: string }
  /** All, but for one. */
  | { readonly exceptSessionUid: string | null }
  /** All, and what applications were allowed: the account is blocked or gone. */
  | { readonly everything: true };

export interface EndedSessions {
  readonly count: number;
  /** Tells the applications; to be called once the transaction is over. Returns at once. */
  announce(): void;
}

/** Where somebody is signed in; the engine keeps it, accounts only ask. Ending a session takes its tokens with it. */
export abstract class AccountSessions {
  /** Newest first; the one named by `currentSessionUid` is marked. */
  abstract list(accountId: string, currentSessionUid: string | null): Promise<SessionView[]>;
  /**
   * Ends sessions as part of `transaction`, which holds the lock of the account's row: whoever signs in at the same time is either
   * done, and their session is found, or waits, and then sees what was changed. Ending all of them ends every token as well.
   */
  abstract end(transaction: EntityManager, accountId: string, which: EndingSessions): Promise<EndedSessions>;
}
