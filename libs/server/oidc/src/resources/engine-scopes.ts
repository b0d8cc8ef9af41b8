import type { KoaContextWithOIDC } from 'oidc-provider';
import type Provider from 'oidc-provider';
import { withOrganizationOfScope } from '../organizations/organization-in-scope.js';
import { translatePostedBody } from '../engine-internals/request-context.js';
import type { NamedScopes } from './qualified-scopes.js';
import {
  inWordsAsked,
  type PostedParameters,
  scopesNamedIn,
  withAuthorizationTarget,
  withTarget,
} from './requested-target.js';

/** How a request named its scopes, for the answer. */
const asked = new WeakMap<object, NamedScopes>();

const translate = (context: object, route: string, posted: PostedParameters): PostedParameters => {
  if (route === 'authorization' || route === 'pushed_authorization_request')
    return withAuthorizationTarget(withOrganizationOfScope(posted));
  if (route !== 'token') return posted;
  const named = scopesNamedIn(posted);
  if (named !== undefined) asked.set(context, named);
  return withTarget(posted);
};

const isTokenAnswer = (body: unknown): body is { readonly scope?: string } =>
  typeof body === 'object' && body !== null && 'access_token' in body;

/** Makes the engine understand all ways in which requests name an API and its scopes, and respond in the same form. */
export const teachScopesOfApis = (provider: Provider): void => {
  translatePostedBody<PostedParameters>(provider, translate);
  provider.use(async (ctx: KoaContextWithOIDC, next: () => Promise<void>) => {
    if (ctx.method === 'GET' && ctx.path === '/auth') {
      const translated = withAuthorizationTarget(withOrganizationOfScope(ctx.query));
      if (translated !== ctx.query) ctx.query = translated as typeof ctx.query;
    }
    await next();
    const named = ctx.oidc && asked.get(ctx.oidc);
    if (named === undefined || !isTokenAnswer(ctx.body)) return;
    const scope = inWordsAsked(ctx.body.scope ?? '', named);
    ctx.body = { ...ctx.body, ...(scope !== '' && { scope }) };
  });
};
