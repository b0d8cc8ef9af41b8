import type { ManagementScope } from '@postern/contracts';
import { ForbiddenError } from '@postern/provider-kit';
import { isAdministrationScope, mayAdministerFor, roleMayUse } from './authority.js';
import type { Bearer } from './bearer.js';
import { InsufficientScopeError } from './insufficient-scope.error.js';

/**
 * A scope says what an application may do, a role what its user may do; a person's token needs both, an application's own
 * token the scope only. One's own profile (`read:me`, `update:me`) needs a person, administration by a person needs the panel.
 *
 * @throws InsufficientScopeError, ForbiddenError (`token.insufficient_role`)
 */
export const assertMayUse = (bearer: Bearer, required: readonly ManagementScope[]): void => {
  if (!required.every((scope) => bearer.scopes.has(scope))) throw new InsufficientScopeError(required);
  for (const scope of required) {
    if (!isAdministrationScope(scope)) {
      if (bearer.accountId === null) throw new InsufficientScopeError(required, 'the token belongs to no person');
    } else if (!mayAdministerFor(bearer)) {
      throw new InsufficientScopeError(required, 'people administer through the panel only');
    } else if (bearer.accountId !== null && !roleMayUse(bearer.role, scope)) {
      throw new ForbiddenError('token.insufficient_role', `${bearer.role ?? 'no role'} may not use ${scope}`);
    }
  }
};

/** The same where any one of several scopes is enough; without any, the first is named. */
export const assertMayUseOne = (bearer: Bearer, alternatives: readonly ManagementScope[]): void => {
  const used = alternatives.find((scope) => bearer.scopes.has(scope)) ?? alternatives[0];
  assertMayUse(bearer, used === undefined ? [] : [used]);
};
