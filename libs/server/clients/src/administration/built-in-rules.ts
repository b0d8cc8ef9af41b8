import { isDeepStrictEqual } from 'node:util';
import { type ClientRecord, panelClientId, type RoleLevels } from '@postern/contracts';
import { ConflictError, InvalidError } from '@postern/errors';
import type { ClientEntity } from '../entities/client.entity.js';
import { changedRoleLevels, type ClientSettings } from '../store/client-defaults.js';

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
  // What it takes to administer; people open their own profile in the panel at any level.
  'role_acr_values',
]);

/** @throws ConflictError (`client.built_in`) with the fields */
export const assertChangeable = ({ builtIn }: ClientEntity, changed: readonly string[]): void => {
  const refused = builtIn ? changed.filter((name) => !changeableWhenBuiltIn.has(name)) : [];
  if (refused.length === 0) return;
  const errors = refused.map((path) => ({ path, message: `${path} of a built-in application cannot change` }));
  throw new ConflictError('client.built_in', undefined, errors);
};

/** @throws InvalidError (`client.invalid_metadata`) where another application is given what only the panel has */
export const assertOfPanel = (clientId: string, path: string): void => {
  if (clientId === panelClientId) return;
  const errors = [{ path, message: `only the application ${panelClientId} has ${path}` }];
  throw new InvalidError('client.invalid_metadata', undefined, errors);
};

/** Whether levels of roles change; who sends back what they read changes nothing. */
export const changesDemands = (
  { role_acr_values: stored = {} }: Pick<ClientRecord, 'role_acr_values'>,
  given: RoleLevels,
): boolean => !isDeepStrictEqual(changedRoleLevels(stored, given), changedRoleLevels(stored, {}));
