import type { SessionView } from '@postern/contracts';

/** Where somebody is signed in; the engine keeps it, accounts only ask. Ending a session takes its tokens with it. */
export abstract class AccountSessions {
  /** Newest first; the one named by `currentSessionUid` is marked. */
  abstract list(accountId: string, currentSessionUid: string | null): Promise<SessionView[]>;
  /** False when the account has no such session. */
  abstract end(accountId: string, sessionId: string): Promise<boolean>;
  abstract endAll(accountId: string, options?: { readonly exceptSessionUid?: string | null }): Promise<void>;
  /** Ends every session that was opened with this identifier. */
  abstract endByIdentity(identityId: string): Promise<void>;
}
