import { ConflictError, ForbiddenError } from '@postern/errors';
import { assertLevel, type Bearer } from '@postern/management';
import type { ClientEntity } from '../entities/client.entity.js';
import type { ClientSettings } from '../store/client-defaults.js';

/** What may be changed of an application that belongs to Postern itself without breaking it. */
const changeableWhenBuiltIn: ReadonlySet<string> = new Set<keyof ClientSettings>([
  'name',
  'access_token_ttl',
  'refresh_token_ttl',
  'logo_uri',
  'client_uri',
  'policy_uri',
  'tos_uri',
  'accent_color',
  // Of the panel: what administration needs.
  'accepted_acr_values',
]);

/** @throws ConflictError (`client.built_in`) with the fields */
export const assertChangeable = ({ builtIn }: ClientEntity, changed: readonly string[]): void => {
  const refused = builtIn ? changed.filter((name) => !changeableWhenBuiltIn.has(name)) : [];
  if (refused.length === 0) return;
  const errors = refused.map((path) => ({ path, message: `${path} of a built-in application cannot change` }));
  throw new ConflictError('client.built_in', undefined, errors);
};

/**
 * What administration needs is set by an owner who meets it: so nobody locks everybody out, themselves included. A program may lift it,
 * as a way back.
 *
 * @param levels that people who administer shall have to reach
 * @throws ForbiddenError (`token.insufficient_role`), InsufficientAuthenticationError
 */
export const assertMayDemandOfAdministrators = (bearer: Bearer, levels: readonly string[]): void => {
  if (bearer.role !== 'owner' && (bearer.accountId !== null || levels.length > 0)) {
    throw new ForbiddenError('token.insufficient_role', 'only an owner may say what administration needs');
  }
  if (bearer.accountId !== null) assertLevel(bearer, levels);
};
