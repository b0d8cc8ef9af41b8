import { Statements } from '@postern/database';
import type { EntityManager } from 'typeorm';

/** On the change feed: callers may have lost a permission, and Nginx was not reloaded for it. */
export const permissionsEnded = 'gateway permissions ended';

/** Every server hears of it when the transaction is kept: each has an Nginx of its own to look after. */
export const announceEndedPermissions = async (manager: EntityManager): Promise<void> => {
  await Statements.in(manager).run('gateway.announce_ended_permissions', 'select pg_notify($1, $2)', [
    'postern_changes',
    permissionsEnded,
  ]);
};
