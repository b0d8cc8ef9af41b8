import type { ConnectedApplication } from '@postern/contracts';
import type { EntityManager } from 'typeorm';

/** Consents that people gave to applications. The engine stores them; accounts only read and end them. */
export abstract class AccountConsents {
  /** Oldest first; applications that are part of Postern are left out. */
  abstract list(accountId: string): Promise<readonly ConnectedApplication[]>;
  /** Ends every token that came from the consent as well. False when the application has nothing. */
  abstract withdraw(accountId: string, clientId: string): Promise<boolean>;
  /** Forgets, within a transaction, which applications were allowed to see an identifier: each has to ask again. */
  abstract forgetIdentifier(transaction: EntityManager, identifierId: string): Promise<void>;
}
