import type { AuditedTransaction, RecordedActor } from '@postern/audit';
import { Statements } from '@postern/database';
import { ForbiddenError } from '@postern/errors';
import type { EntityManager } from 'typeorm';

const today = `(now() at time zone 'UTC')::date`;
const count = `
  with old as (delete from new_accounts_of_day where method_id = $1 and day < ${today} - 7)
  insert into new_accounts_of_day as d (method_id, day, created) values ($1, ${today}, 1)
  on conflict (method_id, day) do update set created = d.created + 1 where d.created < $2 returning created`;
const tell = `update new_accounts_of_day set told = true where method_id = $1 and day = ${today} and not told returning created`;

/**
 * Counts one more account of the day. The row stays locked until the account is committed, so that accounts of one method are created one after
 * the other, across all server processes.
 *
 * @throws ForbiddenError `account.too_many_new`
 */
export const countNewAccount = async (manager: EntityManager, methodId: string, perDay: number): Promise<void> => {
  const counted = await Statements.in(manager).one('new_account.count', count, [methodId, perDay]);
  if (counted === undefined) throw new ForbiddenError('account.too_many_new', `more than ${perDay} today`);
};

/** Puts it into the event log that the limit was reached, once a day. */
export const tellTooMany = async (
  transaction: AuditedTransaction,
  { methodId, perDay }: { readonly methodId: string; readonly perDay: number },
  { origin }: Pick<RecordedActor, 'origin'>,
): Promise<void> => {
  await transaction.run([], async ({ manager, record }) => {
    const told = await Statements.in(manager).one('new_account.tell', tell, [methodId]);
    if (told !== undefined) await record({ type: 'account.too_many_new', methodId, origin, details: { perDay } });
  });
};
