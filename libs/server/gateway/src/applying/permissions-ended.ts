import { Statements } from '@postern/database';
import type { EntityManager } from 'typeorm';

/** Name on the change feed: callers may have lost a permission without a reload of Nginx. */
export const permissionsEnded = 'gateway permissions ended';

/** Notifies every server on commit, because each may have an Nginx of its own. */
export const announceEndedPermissions = async (manager: EntityManager): Promise<void> => {
  await Statements.in(manager).run('gateway.announce_ended_permissions', 'select pg_notify($1, $2)', [
    'postern_changes',
    permissionsEnded,
  ]);
};
