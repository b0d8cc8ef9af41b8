import type { Statements } from '@postern/database';
import { ForbiddenError } from '@postern/errors';
import type { Authority } from './authority.js';

/**
 * The role in an organization that let the caller in may be taken away, or the organization suspended, while the change waits for a lock.
 * So services ask again when they hold the lock.
 *
 * @param statements of the transaction that holds it
 * @throws ForbiddenError (`token.insufficient_role`)
 */
export const assertRoleStands = async (
  statements: Statements,
  { accountId, within }: Pick<Authority, 'accountId' | 'within'>,
): Promise<void> => {
  if (within === undefined) return;
  const standing = await statements.one(
    'organization_membership.standing',
    `select 1 from organization_membership m join organization o on o.id = m.organization_id and o.status = 'active'
     where m.organization_id = $1 and m.account_id = $2 and m.role = $3`,
    [within.id, accountId, within.role],
  );
  if (standing === undefined)
    throw new ForbiddenError('token.insufficient_role', `no longer ${within.role} of organization ${within.id}`);
};
