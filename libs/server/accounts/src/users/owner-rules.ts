import type { Role, UserRecord } from '@postern/contracts';
import { ConflictError, ForbiddenError } from '@postern/provider-kit';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../actor.js';

const ownersOnly = (): ForbiddenError =>
  new ForbiddenError('token.insufficient_role', 'only an owner may make or change owners');

/** Only owners make owners. Applications on their own have no role, so they cannot. */
export const assertMayGiveRole = (actor: Actor, role: Role): void => {
  if (role === 'owner' && actor.role !== 'owner') throw ownersOnly();
};

/** Only owners change owners: an administrator could sign in as one otherwise, with a password or certificate given to them. */
export const assertMayChange = (actor: Actor, user: Pick<UserRecord, 'role'>): void =>
  assertMayGiveRole(actor, user.role);

/**
 * Locks the owners who can sign in, always in the same order, for the rest of the transaction: whoever takes one away waits
 * for whoever takes another away.
 *
 * @returns their ids
 */
export const lockOwners = async (transaction: EntityManager): Promise<readonly string[]> => {
  const owners = await transaction.query<{ id: string }[]>(
    `select id from account where role = 'owner' and status = 'active' order by id for no key update`,
  );
  return owners.map(({ id }) => id);
};

/** Throws `ConflictError` (`account.last_owner`). */
export const assertNotLast = (owners: readonly string[], id: string): void => {
  if (owners.length === 1 && owners[0] === id) throw new ConflictError('account.last_owner');
};
