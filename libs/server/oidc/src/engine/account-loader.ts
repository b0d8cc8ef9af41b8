import type { AccountClaims } from '@postern/accounts';
import type { Role } from '@postern/contracts';
import type { Account, KoaContextWithOIDC } from 'oidc-provider';
import type { UnitOfWork } from '../storage/unit-of-work.js';

/** An account as the engine has it, with its role at the time it was read. */
export interface AccountWithRole extends Account {
  readonly role?: Role;
}

/** Whether this very request ends the sign-in that proved the account. */
const wasJustProved = ({ oidc }: KoaContextWithOIDC, accountId: string): boolean =>
  oidc.route === 'resume' &&
  (oidc.result as { login?: { accountId?: string } } | undefined)?.login?.accountId === accountId;

/**
 * The engine's way to an account. Blocked and deleted accounts are nobody: asked at every request, except where the sign-in has
 * looked a moment ago; the code that such a request gives out is worth nothing before the account was asked for again.
 */
export const createAccountLoader =
  (accounts: AccountClaims, units: UnitOfWork) =>
  async (ctx: KoaContextWithOIDC, accountId: string): Promise<AccountWithRole | undefined> => {
    if (wasJustProved(ctx, accountId)) {
      return { accountId, claims: async () => ({ sub: accountId, ...(await accounts.find(accountId))?.claims }) };
    }
    const account = units.current?.accounts.get(accountId) ?? (await accounts.find(accountId));
    return account && { accountId, role: account.role, claims: async () => ({ ...account.claims }) };
  };
