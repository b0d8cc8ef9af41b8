import type { EntityManager } from 'typeorm';

/** Port: owners who can administer. Implemented beside sign-in methods; bound by the composition root. */
export abstract class AdministeringOwners {
  /**
   * An owner is left who reaches what is demanded of owners, by a password or by an identifier that is linked to them. Judged in the state of
   * the transaction, under a lock of the owners.
   *
   * @param path of the field that demands it, for the answer
   * @throws ConflictError (`sign_in_method.locks_out_owners`)
   */
  abstract assertSomeone(transaction: EntityManager, path: string): Promise<void>;
}
