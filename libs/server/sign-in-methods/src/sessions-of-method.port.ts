import type { SqlRunner } from '@postern/audit';

/** Port: sessions that were opened through a method. The engine's storage implements it; bound by the composition root. */
export abstract class SessionsOfMethod {
  /**
   * Ends every session that was opened with an identifier of the method, and its tokens, as part of `transaction`: the
   * identifiers are still there when it is called and gone when the transaction ends.
   */
  abstract endByMethod(methodId: string, transaction: SqlRunner): Promise<void>;
}
