import type { Statements } from '@postern/database';
import type { NewAccount } from '@postern/provider-kit';

/** Somebody has what a new account would have; it may be the same person. */
export interface TakenName {
  readonly by: 'username' | 'email';
  /** The account cannot be created beside that one. */
  readonly blocks: boolean;
}

/** Numbers behind a username that somebody has: `-2` to `-99`. */
const lastNumber = 99;

const existing = `
  select case when a.username = $1 or a.confirmed_email = $1 then 'username' else 'email' end as by,
    a.confirmed_email = $2 and $3 as confirmed, a.status = 'blocked' as blocked
  from account a
  where a.username in ($1, $2) or a.confirmed_email in ($1, $2) or a.email = $2
  order by confirmed desc nulls last, blocked desc, by desc limit 1`;

/**
 * Looks for an account with the username or the address. One that nobody found by a rule is never merged. Beside a blocked one none is created:
 * whoever was blocked could say that it is somebody else.
 */
export const takenName = async (
  statements: Pick<Statements, 'one'>,
  { username, email, emailConfirmed, whenTaken }: NewAccount,
): Promise<TakenName | null> => {
  const row = await statements.one<{
    readonly by: TakenName['by'];
    readonly confirmed: boolean | null;
    readonly blocked: boolean;
  }>('new_account.taken', existing, [username, email, emailConfirmed]);
  if (row === undefined) return null;
  if (row.confirmed === true) return { by: 'email', blocks: true };
  if (row.blocked) return { by: row.by, blocks: true };
  return { by: row.by, blocks: row.by === 'username' && whenTaken === 'refuse' };
};

const free = `
  select n.name from unnest($1::text[]) with ordinality as n(name, place)
  where not exists (select from account a where a.username = n.name)
    and not exists (select from account a where a.confirmed_email = n.name)
  order by n.place limit 1`;

/** The username, or the first with a number behind it, that nobody has as username or signs in with as address. */
export const freeUsername = async (
  statements: Pick<Statements, 'one'>,
  { username, whenTaken }: Pick<NewAccount, 'username' | 'whenTaken'>,
): Promise<string | undefined> => {
  const numbers = whenTaken === 'refuse' ? [] : Array.from({ length: lastNumber - 1 }, (_, index) => index + 2);
  const names = [username, ...numbers.map((number) => `${username}-${number}`)];
  const row = await statements.one<{ readonly name: string }>('new_account.free_username', free, [names]);
  return row?.name;
};
