import type { Role, UserRecord } from '@postern/contracts';
import { type Actor, assertRoleWithin, rolesWithin } from '@postern/management';
import { ConflictError } from '@postern/errors';
import type { Owners } from '@postern/sign-in-methods';

/** Refuses a role that is above what the actor may change. Throws `ForbiddenError`, `InsufficientScopeError`. */
export const assertMayGiveRole = (actor: Actor, role: Role): void => assertRoleWithin(actor, role);

/**
 * Only owners change owners: an administrator could sign in as one otherwise, with a password or certificate given to them. Programs
 * change administrators with `update:administrators` only.
 */
export const assertMayChange = (actor: Actor, user: Pick<UserRecord, 'role'>): void =>
  assertMayGiveRole(actor, user.role);

/** The roles of the accounts that the actor may change, for statements that check it as they write. */
export const changeableRoles = (actor: Actor): readonly Role[] => rolesWithin(actor);

/** How owners stay able to administer: they can sign in, and at a level that is required for administration. */
const ways = ['canSignIn', 'canAdminister'] as const;

/**
 * Throws `ConflictError` (`account.last_owner`) when no other owner could sign in, or could sign in at a level that administration needs.
 */
export const assertNotLast = ({ all, demanded }: Owners, id: string): void => {
  for (const way of ways) {
    const able = all.filter((owner) => owner[way]);
    const [only, ...others] = able.length > 0 ? able : all;
    if (only?.id === id && others.length === 0) throw lastOwner(only, demanded);
  }
};

/** The same for a change that leaves the owners as they are, but takes ways to sign in. */
export const assertOwnersKeepWay = (before: Owners, after: Owners): void => {
  for (const way of ways) {
    const lost = before.all.find((owner) => owner[way] && !after.all.some((one) => one.id === owner.id && one[way]));
    if (lost !== undefined && !after.all.some((owner) => owner[way])) throw lastOwner(lost, after.demanded);
  }
};

const lastOwner = ({ name, username }: Owners['all'][number], demanded: readonly string[]): ConflictError => {
  const levels = demanded.length === 0 ? '' : ` at ${demanded.join(' or ')}, which administration needs`;
  const message = `${name} (${username}) is the last owner who can sign in${levels}`;
  return new ConflictError('account.last_owner', undefined, [{ path: 'id', message }]);
};
