import type { SessionView } from '@postern/contracts';
import type { EntityManager } from 'typeorm';

/** Which of an account's sessions end. */
export type EndingSessions =
  | { readonly sessionUid: string }
  | { readonly identifierId: string }
  /** All, but for one. */
  | { readonly exceptSessionUid: string | null }
  /** All sessions, and all consents: the account is blocked or deleted. */
  | { readonly everything: true };

export interface EndedSessions {
  readonly count: number;
  /** Tells the applications; to be called once the transaction is over. Returns at once. */
  announce(): void;
}

/** Sessions of an account. The engine stores them; accounts only list and end them. Ending a session ends its tokens. */
export abstract class AccountSessions {
  /** Newest first; the one named by `currentSessionUid` is marked. */
  abstract list(accountId: string, currentSessionUid: string | null): Promise<SessionView[]>;
  /**
   * Ends sessions as part of `transaction`, which holds the lock of the account's row: whoever signs in at the same time is either
   * done, and their session is found, or waits, and then sees what was changed. Ending all of them ends every token as well.
   */
  abstract end(transaction: EntityManager, accountId: string, which: EndingSessions): Promise<EndedSessions>;
}
