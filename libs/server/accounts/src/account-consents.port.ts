import type { ConnectedApplication } from '@postern/contracts';

/** What applications were allowed to have and do; the engine keeps it, accounts only ask. */
export abstract class AccountConsents {
  /** Oldest first; applications that are part of Postern are left out. */
  abstract list(accountId: string): Promise<readonly ConnectedApplication[]>;
  /** Ends every token that came from the consent as well. False when the application has nothing. */
  abstract withdraw(accountId: string, clientId: string): Promise<boolean>;
}
