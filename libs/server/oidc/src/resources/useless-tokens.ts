import type Provider from 'oidc-provider';
import { errors, type KoaContextWithOIDC } from 'oidc-provider';
import { beforeEntity } from '../engine-internals/request-context.js';

interface OwnToken {
  readonly scope?: string | undefined;
  readonly resourceServer?: object | undefined;
}

const words = (scope: unknown): readonly string[] =>
  typeof scope === 'string' ? scope.split(' ').filter((word) => word !== '') : [];

/**
 * RFC 6749 §3.3. Where nothing of what was asked can be given, the request is refused; where part of it can, the answer names that
 * part. Without an API, a scope means nothing to a token that an application gets for itself.
 *
 * @throws InvalidScope
 */
const assertUseful = ({ oidc: { body, client } }: KoaContextWithOIDC, token: OwnToken): void => {
  // As posted: without an API, the engine has dropped every scope but its own by now.
  const asked = words(body?.['scope']);
  const isForApi = token.resourceServer !== undefined;
  const registered = new Set(words(client?.scope));
  const missing = isForApi ? [] : asked.filter((word) => !registered.has(word));
  if (missing.length > 0) {
    throw new errors.InvalidScope('no such scope without an API: name the API in resource', missing.join(' '));
  }
  if (isForApi && asked.length > 0 && words(token.scope).length === 0) {
    throw new errors.InvalidScope('the application was given none of these scopes at this API', asked.join(' '));
  }
};

/** Refuses a token that an application gets for itself and could do nothing with. */
export const refuseUselessTokens = (provider: Provider): void =>
  beforeEntity(provider, (ctx, key, value) => {
    if (key === 'ClientCredentials' && ctx.oidc.route === 'token') assertUseful(ctx, value as OwnToken);
  });
