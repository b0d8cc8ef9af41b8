import { type ApiAccess, type ApiAccessLookup, openIdScopes } from '@postern/clients';
import type { ResourceServerInstance, TokenEndpointGrantContext } from 'oidc-provider';
import { resolveRequestedResources } from '../engine-internals/token-endpoint.js';
import { RefusedExchangeError } from './refused-exchange.error.js';

const refuse = (reason: string, sentence: string): never => {
  throw new RefusedExchangeError('target', `target.${reason}`, sentence);
};

/** The one API that the new token is for. */
const theOne = (targets: readonly ResourceServerInstance[]): ResourceServerInstance => {
  const [target, ...others] = targets;
  if (target === undefined) return refuse('missing', 'name the API that the new token is for: resource or audience');
  return others.length === 0 ? target : refuse('several', 'a token is for one API: name one resource or audience');
};

/** Refused unless an administrator allowed it for this application and this API. */
const assertMayActForPeople = (access: ApiAccess | undefined): void => {
  if (access?.grant?.onBehalfOf === true) return;
  refuse('not_allowed', 'the application may not act for people at this API: on_behalf_of of its grant is off');
};

/** @throws RefusedExchangeError, and InvalidTarget for APIs where the application can get nothing */
export const readTarget = async (
  ctx: TokenEndpointGrantContext,
  apis: ApiAccessLookup,
): Promise<ResourceServerInstance> => {
  const target = theOne(await resolveRequestedResources(ctx.oidc.provider, ctx));
  assertMayActForPeople(await apis.find(ctx.oidc.client.clientId, target.identifier()));
  return target;
};

const openId: ReadonlySet<string> = new Set(openIdScopes);

/**
 * The requested scopes, all or nothing; without a scope parameter, all scopes that the application has at the API.
 *
 * @throws RefusedExchangeError
 */
export const readScope = (asked: string | undefined, { scopes, scope }: ResourceServerInstance): string | undefined => {
  // Libraries always add OpenID Connect scopes; there is no ID token here.
  const names = asked?.split(' ').filter((name) => !openId.has(name)) ?? [];
  if (names.length === 0) return scope || undefined;
  const missing = names.filter((name) => !scopes.has(name));
  if (missing.length === 0) return names.join(' ');
  throw new RefusedExchangeError(
    'scope',
    'scope.not_granted',
    `the application was not given ${missing.join(' ')} there`,
  );
};
