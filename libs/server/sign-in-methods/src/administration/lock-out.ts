import type { LockedOutPerson, Role } from '@postern/contracts';
import { Statements } from '@postern/database';
import { assertMayGive, type Authority, rolesWithin } from '@postern/management';
import { ConflictError, type FieldError, ForbiddenError } from '@postern/errors';
import type { NewAccount } from '@postern/provider-kit';
import type { EntityManager } from 'typeorm';
import type { Owners } from './owners-access.service.js';
import { signInCondition } from './sign-in-condition.js';

/** What owners could no longer do where a level is demanded of them. */
const signInAt = (demanded: readonly string[]): string =>
  `sign in at ${demanded.join(' or ')}, which administration needs`;

const named = (people: readonly LockedOutPerson[], path: string, what: string): readonly FieldError[] =>
  people.map(({ name, username }) => ({ path, message: `${name} (${username}) could no longer ${what}` }));

/**
 * Checks that an owner remains who reaches the level required of owners. An owner whom a rule finds only by a name in a certificate does
 * not count, because changes of that name or rule are not refused for them.
 *
 * @param path of the field that demands it, for the answer
 * @throws ConflictError (`sign_in_method.locks_out_owners`), which names the owners
 */
export const assertSomeoneAdministers = ({ all, demanded }: Owners, path: string): void => {
  if (demanded.length === 0 || all.some(({ canAdminister }) => canAdminister)) return;
  const what = signInAt(demanded);
  const reason = `no owner could ${what} any more`;
  throw new ConflictError('sign_in_method.locks_out_owners', reason, named(all, path, what));
};

/**
 * Compares the owners before and after a change. Owners may lock out some of them, but not all; other callers none. If a level is required
 * for administration, the same applies to reaching it.
 *
 * @param path what was changed, for the answer
 * @throws ConflictError (`sign_in_method.locks_out_owners`), which names them
 */
export const assertOwnersCanSignIn = (
  before: Owners,
  after: Owners,
  { role }: Pick<Authority, 'role'>,
  path: string,
): void => {
  const ways = [
    ['canSignIn', 'sign in'],
    ['canAdminister', signInAt(after.demanded)],
  ] as const;
  for (const [able, what] of ways) {
    const could = new Set(before.all.filter((owner) => owner[able]).map(({ id }) => id));
    const lockedOut = after.all.filter((owner) => could.has(owner.id) && !owner[able]);
    const someoneLeft = after.all.some((owner) => owner[able]);
    if (lockedOut.length === 0 || (role === 'owner' && someoneLeft)) continue;
    const reason = someoneLeft ? 'only an owner may lock an owner out' : `no owner could ${what} any more`;
    throw new ConflictError('sign_in_method.locks_out_owners', reason, named(lockedOut, path, what));
  }
};

/**
 * The settings by which a method identifies people decide who can sign in as whom. Changing them needs the right to change all accounts
 * linked through the method, or all accounts where `anybody` can be found by a name in the proof. People who administer an organization
 * add members without asking them: names that their own CA writes must not make them anyone.
 *
 * @throws ForbiddenError (`token.insufficient_role`)
 */
export const assertMayChangeProofs = async (
  manager: EntityManager,
  { id, anybody }: { readonly id: string | null; readonly anybody: boolean },
  authority: Pick<Authority, 'accountId' | 'role' | 'scopes' | 'within'>,
): Promise<void> => {
  if (authority.within !== undefined && anybody)
    throw new ForbiddenError('token.insufficient_role', 'rules find anybody');
  const reached = await Statements.in(manager).run<{ readonly role: Role }>(
    'sign_in_method.reached_roles',
    `select distinct a.role from account a
     where $2 or exists (select from identifier i where i.account_id = a.id and i.method_id = $1)
       or exists (select from awaited_identifier w where w.account_id = a.id and w.method_id = $1)`,
    [id, anybody],
  );
  const within = rolesWithin(authority);
  const above = reached.filter(({ role }) => !within.includes(role)).map(({ role }) => role);
  if (above.length === 0) return;
  const how = anybody ? 'found by the rules of the method' : 'linked through the method';
  throw new ForbiddenError('token.insufficient_role', `${how}: ${above.join(', ')}`);
};

/**
 * A method that creates accounts does what its administrator could do by hand: create users, and add them to the groups and to the organization.
 *
 * @throws ForbiddenError (`token.exceeds_own_rights`)
 */
export const assertMayCreateAccounts = (
  created: Pick<NewAccount, 'groups' | 'organization'> | null,
  authority: Authority,
): void => {
  if (created === null) return;
  assertMayGive(
    authority,
    [
      'create:users',
      ...(created.groups.length > 0 ? ['update:groups'] : []),
      ...(created.organization === null ? [] : ['update:organizations']),
    ],
    'params.newAccounts',
  );
};

const preview = `
  select a.id, a.username, a.name, count(*) over ()::int as count from account a
  where a.status = 'active' and ${signInCondition('a')} and not ${signInCondition('a', { method: 'p.id <> $1' })}
  order by array_position(array['owner', 'administrator', 'manager', 'member'], a.role), a.name, a.id limit $2`;

/** People who could no longer sign in if the method were disabled: owners first, at most `limit`, with the total. */
export const lockedOutBy = async (
  manager: EntityManager,
  methodId: string,
  limit: number,
): Promise<{ readonly people: readonly LockedOutPerson[]; readonly total: number }> => {
  const rows = await Statements.in(manager).run<LockedOutPerson & { readonly count: number }>(
    'sign_in_method.locked_out',
    preview,
    [methodId, limit],
  );
  return { people: rows.map(({ id, username, name }) => ({ id, username, name })), total: rows[0]?.count ?? 0 };
};
