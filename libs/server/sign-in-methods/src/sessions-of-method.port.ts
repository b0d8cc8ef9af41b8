import type { EntityManager } from 'typeorm';

/** Port: sessions that were opened through a method. The engine's storage implements it; bound by the composition root. */
export abstract class SessionsOfMethod {
  /**
   * Ends every session that was opened by the method, and its tokens, as part of `transaction`; identifiers of a method that is deleted
   * are still there when it is called. Sign-ins by the method that are being stored at the same time end as well.
   *
   * @param exceptAccountId whose sessions stay: somebody who switches a method off must be able to switch it on again
   * @returns tells the applications; to be called when the transaction is over
   */
  abstract endByMethod(
    methodId: string,
    exceptAccountId: string | null,
    transaction: EntityManager,
  ): Promise<() => void>;
}
