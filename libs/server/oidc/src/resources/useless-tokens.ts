import type Provider from 'oidc-provider';
import { errors, type KoaContextWithOIDC } from 'oidc-provider';

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

type Context = KoaContextWithOIDC['oidc'] & { readonly ctx: KoaContextWithOIDC };

interface Entities {
  entity(this: Context, key: string, value: unknown): void;
}

/** The engine names each token in its context before it saves it: the last moment at which it can be refused. */
export const refuseUselessTokens = (provider: Provider): void => {
  const prototype = provider.OIDCContext.prototype as unknown as Entities;
  const { entity } = prototype;
  prototype.entity = function entityUnlessUseless(key, value) {
    if (key === 'ClientCredentials' && this.route === 'token') assertUseful(this.ctx, value as OwnToken);
    entity.call(this, key, value);
  };
};
