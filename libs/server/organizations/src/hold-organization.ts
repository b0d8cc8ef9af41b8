import { Statements } from '@postern/database';
import { NotFoundError } from '@postern/errors';
import { type Actor, assertRoleStands } from '@postern/management';
import type { EntityManager } from 'typeorm';
import type { NamedOrganization } from './organization-event.js';

/** Changes of one organization wait for each other, so that each is judged by the roles that the earlier one left. */
export const holdOrganization = async (
  manager: EntityManager,
  id: string,
  actor: Actor,
): Promise<NamedOrganization> => {
  const statements = Statements.in(manager);
  const organization = await statements.one<NamedOrganization>(
    'organization.hold',
    'select id, slug, name from organization where id = $1 for no key update',
    [id],
  );
  if (organization === undefined) throw new NotFoundError('organization.not_found');
  await assertRoleStands(statements, actor);
  return organization;
};
