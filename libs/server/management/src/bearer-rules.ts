import { type ManagementScope, panelClientId, panelScopes, signInReaches } from '@postern/contracts';
import { ForbiddenError } from '@postern/errors';
import { assertRoleWithin, isAdministrationScope, mayAdministerFor, mayUse } from './authority.js';
import type { Bearer } from './bearer.js';
import { InsufficientAuthenticationError } from './insufficient-authentication.error.js';
import { InsufficientScopeError } from './insufficient-scope.error.js';

const ofPanel: ReadonlySet<string> = new Set(panelScopes);

/** Milliseconds for which a sign-in is a fresh proof of identity. */
const freshFor = 5 * 60_000;

/**
 * A scope says what an application may do, a role what its user may do; a person's token needs both, an application's own
 * token the scope only. One's own profile (`read:me`, `update:me`) needs a person, administration by a person needs the panel. Of a
 * person, the sign-in has to reach what is demanded at the application, and of the role.
 *
 * @throws InsufficientScopeError, ForbiddenError (`token.insufficient_role`), InsufficientAuthenticationError
 */
export const assertMayUse = (bearer: Bearer, required: readonly ManagementScope[]): void => {
  if (bearer.accountId !== null) assertLevel(bearer, bearer.acceptedLevels);
  if (!required.every((scope) => bearer.scopes.has(scope))) throw new InsufficientScopeError(required);
  for (const scope of required) {
    if (!isAdministrationScope(scope)) {
      if (bearer.accountId === null) throw new InsufficientScopeError(required, 'the token belongs to no person');
      if (ofPanel.has(scope) && bearer.clientId !== panelClientId)
        throw new InsufficientScopeError(required, 'only the panel may have this scope');
    } else if (!mayAdministerFor(bearer)) {
      throw new InsufficientScopeError(required, 'people administer through the panel only');
    } else if (bearer.accountId !== null && !mayUse(bearer, scope)) {
      throw new ForbiddenError('token.insufficient_role', `${bearer.role ?? 'no role'} may not use ${scope}`);
    } else if (bearer.accountId !== null) {
      assertLevel(bearer, bearer.demandedLevels);
    }
  }
};

/**
 * The sign-in reaches one of the levels.
 *
 * @throws InsufficientAuthenticationError
 */
export const assertLevel = (bearer: Pick<Bearer, 'acr' | 'amr'>, levels: readonly string[] = []): void => {
  if (levels.length === 0 || signInReaches(bearer, levels)) return;
  throw new InsufficientAuthenticationError(levels);
};

/**
 * Levels for administration are set and lifted by owners only. A level for owners is set only by an owner who meets it, so that someone can
 * lift it.
 *
 * @param ofOwners levels of which owners must reach one; undefined: unchanged
 * @throws ForbiddenError (`token.insufficient_role`), InsufficientAuthenticationError
 */
export const assertMayDemandOfAdministrators = (bearer: Bearer, ofOwners?: readonly string[]): void => {
  assertRoleWithin(bearer, 'owner');
  assertLevel(bearer, ofOwners);
};

/** The same where any one of several scopes is enough; without any, the first is named. */
export const assertMayUseOne = (bearer: Bearer, alternatives: readonly ManagementScope[]): void => {
  const used = alternatives.find((scope) => bearer.scopes.has(scope)) ?? alternatives[0];
  assertMayUse(bearer, used === undefined ? [] : [used]);
};

/** Input of `assertFreshProof`. */
export type FreshProof = Pick<Bearer, 'provedAt' | 'acr' | 'amr' | 'demandedLevels'>;

/**
 * A stolen session, or a browser left open, must not suffice to change how its owner signs in (NIST SP 800-63B-4 §4.1.2). For people who
 * administer, the proof must reach the level for administration: otherwise a stolen password would be enough to link a certificate and so
 * reach that level.
 *
 * @throws ForbiddenError (`session.too_old`) unless the person signed in within the last five minutes, InsufficientAuthenticationError
 */
export const assertFreshProof = (bearer: FreshProof): void => {
  assertLevel(bearer, bearer.demandedLevels);
  const { provedAt } = bearer;
  if (provedAt === null || !(Date.now() - provedAt < freshFor)) throw new ForbiddenError('session.too_old');
};
