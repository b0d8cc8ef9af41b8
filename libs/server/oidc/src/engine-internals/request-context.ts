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

/** Called when the engine names a model in its context, which is before it saves it: the last moment to refuse. */
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
