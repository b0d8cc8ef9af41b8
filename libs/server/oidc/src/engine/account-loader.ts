import type { AccountClaims, AccountGroups, AccountWithClaims } from '@postern/accounts';
import type { Role } from '@postern/contracts';
import type { Account, KoaContextWithOIDC } from 'oidc-provider';
import { unmaskedClaims } from '../engine-internals/claims.js';
import type { UnitOfWork } from '../storage/unit-of-work.js';
import { ownMetadataOf } from './client-metadata.js';

/** Port: claims of accounts. */
interface AccountSources {
  readonly accounts: AccountClaims;
  readonly groups: AccountGroups;
  readonly units: UnitOfWork;
}

/** Role, groups and memberships. */
type Standing = Pick<AccountWithClaims, 'role' | 'entry'>;

/** An account as the engine has it, with its role at the time it was read. */
export interface AccountWithRole extends Account {
  readonly role?: Role;
  /** What decides which applications it may enter; undefined when it was blocked or deleted since its sign-in. */
  readonly standing: () => Promise<Standing | undefined>;
}

/** Whether this very request ends the sign-in that proved the account. */
const wasJustProved = ({ oidc }: KoaContextWithOIDC, accountId: string): boolean =>
  oidc.route === 'resume' &&
  (oidc.result as { login?: { accountId?: string } } | undefined)?.login?.accountId === accountId;

/**
 * Loads accounts for the engine. Blocked and deleted accounts are not found. Read at every request, except after a sign-in that has just
 * read it: a code from such a request is valid only after another read.
 */
export const createAccountLoader =
  ({ accounts, groups, units }: AccountSources) =>
  async (ctx: KoaContextWithOIDC, accountId: string): Promise<AccountWithRole | undefined> => {
    const read = async (scope: string, account: AccountWithClaims | undefined) => ({
      sub: accountId,
      ...account?.claims,
      ...(hasScope(scope, 'roles') && account !== undefined && { roles: [account.role] }),
      [unmaskedClaims]: ownClaims(scope, account?.fields),
      ...(hasScope(scope, 'groups') && { groups: await groups.names(accountId, releasedTo(ctx)) }),
    });
    if (wasJustProved(ctx, accountId)) {
      const find = async (): Promise<AccountWithClaims | undefined> => {
        const work = units.current;
        const known = work?.accounts.get(accountId) ?? (await accounts.find(accountId));
        if (known !== undefined) work?.accounts.set(accountId, known);
        return known;
      };
      return { accountId, standing: find, claims: async (_use, scope) => read(scope, await find()) };
    }
    const account = units.current?.accounts.get(accountId) ?? (await accounts.find(accountId));
    return (
      account && {
        ...{ accountId, role: account.role, standing: async () => account },
        claims: (_use, scope) => read(scope, account),
      }
    );
  };

const hasScope = (scope: string, name: string): boolean => scope.split(' ').includes(name);

/** Claims of the profile fields that administrators added. */
const ownClaims = (scope: string, fields: AccountWithClaims['fields'] = []): object =>
  Object.fromEntries(fields.filter((field) => hasScope(scope, field.scope)).map(({ claim, value }) => [claim, value]));

/** Ids of the groups that the application may be told; null: all. */
const releasedTo = ({ oidc: { client } }: KoaContextWithOIDC): readonly string[] | null => {
  const { group_release: release = 'none', released_groups: chosen = [] } = client ? ownMetadataOf(client) : {};
  if (release === 'all') return null;
  return release === 'chosen' ? chosen : [];
};
