import type { ApiAccessLookup } from '@postern/clients';
import type { TokenEndpointGrantContext } from 'oidc-provider';
import { findAccount } from '../engine-internals/token-endpoint.js';
import type { TokenPermissions } from '../tokens/token-permissions.js';
import type { Token } from './delegated-tokens.js';
import { RefusedExchangeError } from './refused-exchange.error.js';

const refuse = (reason: string, sentence: string): never => {
  throw new RefusedExchangeError('subject', `subject.${reason}`, sentence);
};

const notFound = 'the token to exchange is not one of a person, or has expired, was revoked, or ended with a session';

/** Unknown, expired and revoked tokens are not told apart, nor those whose session has ended. */
const find = async ({ oidc: { provider } }: TokenEndpointGrantContext, value: string): Promise<Token> => {
  const token = (await provider.AccessToken.find(value)) as Token | undefined;
  const live = token !== undefined && !token.isExpired;
  return live ? token : refuse('not_found', notFound);
};

/** It was sent to this application: only the API that a token is meant for may exchange it. */
const assertSentToClient = async (
  ctx: TokenEndpointGrantContext,
  apis: ApiAccessLookup,
  { aud }: Token,
): Promise<void> => {
  const { clientId } = ctx.oidc.client;
  if (typeof aud === 'string' && (await apis.find(clientId, aud))?.isOwn === true) return;
  refuse('other_audience', 'the token to exchange was issued for another API than the one that this application is');
};

/** Its application may still call this API, as it might when the token was issued. */
const assertPermissionStands = async (permissions: TokenPermissions, token: Token): Promise<void> => {
  if ((await permissions.scopeLeft(token)) !== undefined) return;
  refuse('not_found', notFound);
};

/** The engine asks this of delegated tokens only. */
const assertConsentStands = async (ctx: TokenEndpointGrantContext, { grantId, delegation }: Token): Promise<void> => {
  const grant = delegation !== undefined || (await ctx.oidc.provider.Grant.find(grantId));
  if (!grant) refuse('consent_withdrawn', 'the consent behind the token to exchange was withdrawn');
};

const assertAccountStands = async (ctx: TokenEndpointGrantContext, token: Token): Promise<void> => {
  const account = await findAccount(ctx.oidc.provider, ctx, token.accountId, token);
  if (account === undefined)
    return refuse('account_blocked', 'the account behind the token to exchange is blocked or gone');
  ctx.oidc.entity('Account', account);
};

/**
 * The token of a person that this application was sent and wants to go on with.
 *
 * @throws RefusedExchangeError
 */
export const readSubjectToken = async (
  ctx: TokenEndpointGrantContext,
  { apis, permissions }: { readonly apis: ApiAccessLookup; readonly permissions: TokenPermissions },
  value: string,
): Promise<Token> => {
  const token = await find(ctx, value);
  await assertSentToClient(ctx, apis, token);
  await assertPermissionStands(permissions, token);
  await assertConsentStands(ctx, token);
  await assertAccountStands(ctx, token);
  return token;
};
