import type { Role, UserRecord } from '@postern/contracts';
import { Statements } from '@postern/database';
import { type Actor, assertRoleWithin, rolesWithin } from '@postern/management';
import { ConflictError } from '@postern/errors';
import { hasWayIn } from '@postern/sign-in-methods';
import type { EntityManager } from 'typeorm';

/** Nobody gives a role above what the actor may change. Throws `ForbiddenError`, `InsufficientScopeError`. */
export const assertMayGiveRole = (actor: Actor, role: Role): void => assertRoleWithin(actor, role);

/**
 * Only owners change owners: an administrator could sign in as one otherwise, with a password or certificate given to them. Programs
 * change administrators with `update:administrators` only.
 */
export const assertMayChange = (actor: Actor, user: Pick<UserRecord, 'role'>): void =>
  assertMayGiveRole(actor, user.role);

/** The roles of the accounts that the actor may change, for statements that check it as they write. */
export const changeableRoles = (actor: Actor): readonly Role[] => rolesWithin(actor);

interface Owner {
  readonly id: string;
  readonly canSignIn: boolean;
}

/**
 * Locks the active owners, always in the same order, for the rest of the transaction, so that concurrent changes cannot each rely on
 * the owner that the other takes away.
 */
export const lockOwners = (transaction: EntityManager): Promise<readonly Owner[]> =>
  Statements.in(transaction).run(
    'account.lock_owners',
    `select a.id, ${hasWayIn('a')} as "canSignIn" from account a where role = 'owner' and status = 'active'
     order by a.id for no key update of a`,
  );

/** Throws `ConflictError` (`account.last_owner`) when no other owner could sign in. */
export const assertNotLast = (owners: readonly Owner[], id: string): void => {
  const able = owners.filter(({ canSignIn }) => canSignIn);
  const [only, ...others] = able.length > 0 ? able : owners;
  if (only?.id === id && others.length === 0) throw new ConflictError('account.last_owner');
};
