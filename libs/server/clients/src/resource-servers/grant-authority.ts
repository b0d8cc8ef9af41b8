import { ForbiddenError } from '@postern/errors';
import type { Actor } from '@postern/management';
import type { ApiChange } from './api-store.js';
import { ClientGrantEntity } from './client-grant.entity.js';
import type { ResourceServerEntity } from './resource-server.entity.js';

/**
 * People grant what their role lets them. A program that administers APIs (`update:resource_servers`) decides who may call them. Any
 * other program grants no more than it was granted at this API itself, and nothing to itself.
 *
 * @throws ForbiddenError (`token.exceeds_own_rights`)
 */
export const assertMayGrant = async (
  { manager }: ApiChange,
  { id }: ResourceServerEntity,
  clientId: string,
  scope: readonly string[],
  actor: Actor,
): Promise<void> => {
  if (actor.accountId !== null || actor.scopes.has('update:resource_servers')) return;
  const own = await manager.findBy(ClientGrantEntity, { resourceServerId: id, clientId: actor.clientId });
  const held = clientId === actor.clientId ? [] : own.flatMap((grant) => grant.scope);
  const missing = scope.filter((value) => !held.includes(value));
  if (missing.length === 0 && own.length > 0) return;
  throw new ForbiddenError('token.exceeds_own_rights', `missing at the API: ${missing.join(' ')}`, [
    { path: 'scope', message: 'the program does not have these scopes at this API itself' },
  ]);
};
