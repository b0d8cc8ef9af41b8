import type Provider from 'oidc-provider';
import type { KoaContextWithOIDC } from 'oidc-provider';
import { type EngineContext, internalsOf } from './engine-internals.js';

/**
 * Translates what was posted before the engine picks the parameters that it knows. The engine assigns it to a property of its context.
 *
 * @param translate is given the context (the same object for the whole request), the engine's name of the route, and the parameters
 */
export const translatePostedBody = <Posted extends object>(
  provider: Provider,
  translate: (context: object, route: string, posted: Posted) => Posted,
): void => {
  Object.defineProperty(internalsOf(provider).OIDCContext.prototype, 'body', {
    configurable: true,
    set(this: { readonly route: string }, posted: Posted) {
      const value = translate(this, this.route, posted);
      Object.defineProperty(this, 'body', { value, configurable: true, enumerable: true, writable: true });
    },
  });
};

/** Called when the engine names a model in its context, which is before it saves it, the last moment to refuse. */
export const beforeEntity = (
  provider: Provider,
  check: (ctx: KoaContextWithOIDC, key: string, value: unknown) => void,
): void => {
  const { prototype } = internalsOf(provider).OIDCContext;
  const { entity } = prototype;
  prototype.entity = function entityAfterCheck(this: EngineContext, key, value) {
    check(this.ctx, key, value);
    entity.call(this, key, value);
  };
};

/**
 * Takes claims out of what a request asks for by the parameter `claims`, as if it did not name them (OpenID Connect Core §5.5).
 *
 * @param refused is given the parameters of the request
 */
export const withoutRequestedClaims = (
  provider: Provider,
  refused: (parameters: Readonly<Record<string, unknown>>) => readonly string[],
): void => {
  const { prototype } = internalsOf(provider).OIDCContext;
  const claims = Object.getOwnPropertyDescriptor(prototype, 'requestParamClaims');
  if (claims?.get === undefined) throw new Error('the engine has no requestParamClaims');
  const asked = claims.get;
  Object.defineProperty(prototype, 'requestParamClaims', {
    configurable: true,
    get(this: EngineContext) {
      const all = asked.call(this) as ReadonlySet<string>;
      const without = refused(this.params ?? {});
      return new Set([...all].filter((claim) => !without.includes(claim)));
    },
  });
};
