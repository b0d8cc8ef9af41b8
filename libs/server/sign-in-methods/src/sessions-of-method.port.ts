import type { EntityManager } from 'typeorm';

/** Port: sessions that were opened through a method. The engine's storage implements it; bound by the composition root. */
export abstract class SessionsOfMethod {
  /**
   * Ends every session that was opened by the method, and its tokens, as part of `transaction`; identifiers of a method that is deleted
   * are still there when it is called. Sign-ins by the method that are being stored at the same time end as well.
   *
   * @param exceptAccountId whose sessions stay: a person who disables a method must be able to enable it again
   * @returns notifies the applications; to be called after the transaction
   */
  abstract endByMethod(
    methodId: string,
    exceptAccountId: string | null,
    transaction: EntityManager,
  ): Promise<() => void>;
}
