import { administrationScopes, type ManagementScope, panelClientId, type Role } from '@postern/contracts';
import { ForbiddenError } from '@postern/errors';
import type { Bearer } from './bearer.js';
import { InsufficientScopeError } from './insufficient-scope.error.js';

/**
 * A caller's rights, and therefore the most that they can give to others or change about others: one rule for scopes, roles, applications
 * and their credentials (delegation never adds rights).
 */
export type Authority = Pick<Bearer, 'accountId' | 'clientId' | 'role' | 'scopes'>;

const administration: ReadonlySet<string> = new Set(administrationScopes);

export const isAdministrationScope = (scope: string): scope is ManagementScope => administration.has(scope);

/** Managers read; administrators and owners change, too. A member administers nothing. */
export const roleMayUse = (role: Role | null, scope: string): boolean => {
  if (role === 'owner' || role === 'administrator') return true;
  return role === 'manager' && scope.startsWith('read:');
};

/** Administration with a person present belongs to the panel: any other application could be steered by somebody with fewer rights. */
export const mayAdministerFor = ({ accountId, clientId }: Pick<Bearer, 'accountId' | 'clientId'>): boolean =>
  accountId === null || clientId === panelClientId;

/** Through any application but the panel, an owner is an administrator. */
export const roleThrough = (clientId: string, role: Role | null): Role | null =>
  role === 'owner' && clientId !== panelClientId ? 'administrator' : role;

const holds = (authority: Authority, scope: string): boolean =>
  authority.scopes.has(scope) &&
  (authority.accountId === null || (mayAdministerFor(authority) && roleMayUse(authority.role, scope)));

const notHeld = (authority: Authority, scopes: Iterable<string>): string[] =>
  [...scopes].filter((scope) => isAdministrationScope(scope) && !holds(authority, scope));

const beyond = (missing: readonly string[], path: string, verb: string): ForbiddenError =>
  new ForbiddenError(
    'token.exceeds_own_rights',
    `missing: ${missing.join(' ')}`,
    missing.map((scope) => ({ path, message: `you cannot ${verb} ${scope}, because you do not have it yourself` })),
  );

/** Throws `ForbiddenError` (`token.exceeds_own_rights`), with the scopes of the management API that `authority` lacks itself. */
export const assertMayGive = (authority: Authority, scopes: Iterable<string>, path = 'scopes'): void => {
  const missing = notHeld(authority, scopes);
  if (missing.length > 0) throw beyond(missing, path, 'give');
};

/**
 * A caller who can change an application or its credentials can act as it.
 *
 * @param scopes what the application has
 * @throws ForbiddenError (`token.exceeds_own_rights`)
 */
export const assertMayAct = (authority: Authority, scopes: Iterable<string>): void => {
  const missing = notHeld(authority, scopes);
  if (missing.length > 0) throw beyond(missing, 'client_id', 'change an application that has');
};

/**
 * Whose accounts `authority` may create and change, by role: owners change owners. A program changes members and managers, and
 * administrators with `update:administrators`.
 */
export const rolesWithin = ({
  accountId,
  role,
  scopes,
}: Pick<Authority, 'accountId' | 'role' | 'scopes'>): readonly Role[] => {
  if (role === 'owner') return ['member', 'manager', 'administrator', 'owner'];
  const mayAdministrators = accountId !== null || scopes.has('update:administrators');
  return mayAdministrators ? ['member', 'manager', 'administrator'] : ['member', 'manager'];
};

/**
 * Throws `ForbiddenError` (`token.insufficient_role`) or `InsufficientScopeError` when `role` is above what `authority` may give or change.
 */
export const assertRoleWithin = (authority: Pick<Authority, 'accountId' | 'role' | 'scopes'>, role: Role): void => {
  if (rolesWithin(authority).includes(role)) return;
  if (role === 'owner') throw new ForbiddenError('token.insufficient_role', 'only an owner may make or change owners');
  throw new InsufficientScopeError(['update:administrators'], 'programs change administrators with this scope only');
};
