import {
  administrationScopes,
  type ManagementScope,
  type OrganizationRole,
  organizationRoles,
  panelClientId,
  type Role,
} from '@postern/contracts';
import { ForbiddenError } from '@postern/errors';
import type { Bearer } from './bearer.js';
import { InsufficientScopeError } from './insufficient-scope.error.js';

/**
 * A caller's rights, and therefore the most that they can give to others or change about others: one rule for scopes, roles, applications
 * and their credentials (delegation never adds rights).
 */
export type Authority = Pick<Bearer, 'accountId' | 'clientId' | 'role' | 'scopes' | 'within'>;

const administration: ReadonlySet<string> = new Set(administrationScopes);

export const isAdministrationScope = (scope: string): scope is ManagementScope => administration.has(scope);

/** Managers read; administrators and owners change, too. A member administers nothing. */
export const roleMayUse = (role: Role | null, scope: string): boolean => {
  if (role === 'owner' || role === 'administrator') return true;
  return role === 'manager' && scope.startsWith('read:');
};

/** What each role may use in its organization, besides what the roles after it may. A member administers nothing. */
const organizationScopes: Readonly<Record<OrganizationRole, readonly ManagementScope[]>> = {
  owner: ['delete:organizations'],
  manager: [
    ...(['update:organizations', 'create:clients', 'update:clients', 'delete:clients'] as const),
    ...(['read:client_credentials', 'create:client_credentials'] as const),
    ...(['update:client_credentials', 'delete:client_credentials'] as const),
    ...(['read:client_keys', 'update:client_keys'] as const),
    ...(['create:sign_in_methods', 'update:sign_in_methods', 'delete:sign_in_methods'] as const),
    'update:appearance',
  ],
  // Of people (`read:users`) it shows those who use the applications and methods of the organization.
  support: [
    ...(['read:organizations', 'read:clients', 'read:users'] as const),
    ...(['read:sign_in_methods', 'read:appearance', 'read:audit_events'] as const),
  ],
  member: [],
};

const fromRoleOn = (role: OrganizationRole): readonly OrganizationRole[] =>
  organizationRoles.slice(organizationRoles.indexOf(role));

/** What a role may use in its organization, on rows of that organization only. */
export const scopesOfOrganizationRole = (role: OrganizationRole): readonly ManagementScope[] =>
  fromRoleOn(role).flatMap((each) => organizationScopes[each]);

const organizationRoleMayUse = (role: OrganizationRole, scope: string): boolean =>
  (scopesOfOrganizationRole(role) as readonly string[]).includes(scope);

/** Whether the person administers, by their role in the system or in the organization to which they are limited. */
export const mayUse = ({ role, within }: Pick<Bearer, 'role' | 'within'>, scope: string): boolean =>
  roleMayUse(role, scope) || (within !== undefined && organizationRoleMayUse(within.role, scope));

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

type Rights = Pick<Authority, 'accountId' | 'role' | 'scopes' | 'within'>;

/**
 * Whose accounts `authority` may create and change, by role: owners change owners. A program changes members and managers, and
 * administrators with `update:administrators`. People who administer an organization change nobody with a role in the system.
 */
export const rolesWithin = ({ accountId, role, scopes, within }: Rights): readonly Role[] => {
  if (within !== undefined) return ['member'];
  if (role === 'owner') return ['member', 'manager', 'administrator', 'owner'];
  const mayAdministrators = accountId !== null || scopes.has('update:administrators');
  return mayAdministrators ? ['member', 'manager', 'administrator'] : ['member', 'manager'];
};

/**
 * Throws `ForbiddenError` (`token.insufficient_role`) or `InsufficientScopeError` when `role` is above what `authority` may give or change.
 */
export const assertRoleWithin = (authority: Rights, role: Role): void => {
  if (rolesWithin(authority).includes(role)) return;
  if (role === 'owner') throw new ForbiddenError('token.insufficient_role', 'only an owner may make or change owners');
  throw new InsufficientScopeError(['update:administrators'], 'programs change administrators with this scope only');
};

/**
 * Refuses rows outside the organization to which the caller is limited. Services ask again under the lock of the row, which may have moved
 * since the guard looked.
 *
 * @param organizationId of the row; null: the system's
 * @throws ForbiddenError (`token.insufficient_role`)
 */
export const assertWithin = ({ within }: Pick<Authority, 'within'>, organizationId: string | null): void => {
  if (within === undefined || within.id === organizationId) return;
  throw new ForbiddenError('token.insufficient_role', `limited to organization ${within.id}`);
};

/**
 * Refuses what only callers without such a limit may do.
 *
 * @param path of the field
 * @throws ForbiddenError (`token.insufficient_role`)
 */
export const assertOfSystem = ({ within }: Pick<Authority, 'within'>, path: string): void => {
  if (within === undefined) return;
  throw new ForbiddenError('token.insufficient_role', `limited to organization ${within.id}`, [
    { path, message: `only administrators of the system may set ${path}` },
  ]);
};

/**
 * Which roles in an organization the caller may give and take: owners all, managers all but owner. Callers without a limit need the
 * scopes that the role comes with.
 */
export const organizationRolesWithin = (authority: Authority): readonly OrganizationRole[] => {
  const { within } = authority;
  if (within?.role === 'owner') return organizationRoles;
  if (within !== undefined) return within.role === 'manager' ? fromRoleOn('manager') : [];
  return organizationRoles.filter((role) => notHeld(authority, scopesOfOrganizationRole(role)).length === 0);
};

/** @throws ForbiddenError (`token.exceeds_own_rights`) for roles that the caller may not give or take */
export const assertOrganizationRolesWithin = (authority: Authority, ...roles: readonly OrganizationRole[]): void => {
  const allowed = organizationRolesWithin(authority);
  const beyondOwn = roles.filter((role) => !allowed.includes(role));
  if (beyondOwn.length === 0) return;
  throw new ForbiddenError(
    'token.exceeds_own_rights',
    `roles: ${beyondOwn.join(' ')}`,
    beyondOwn.map((role) => ({ path: 'role', message: `you cannot give or take the role ${role}` })),
  );
};
