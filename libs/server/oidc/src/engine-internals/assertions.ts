import type { JWK } from 'jose';
import type Provider from 'oidc-provider';
import type { KoaContextWithOIDC } from 'oidc-provider';
import { currentContext, internalsOf } from './engine-internals.js';

const current = (): KoaContextWithOIDC => {
  const ctx = currentContext();
  if (ctx === undefined) throw new Error('the engine checks an assertion outside of a request');
  return ctx;
};

/** Replaces the audiences that an assertion may name; the engine's own follow the Host header of the request. */
export const replaceAssertionAudiences = (provider: Provider, audiences: ReadonlySet<string>): void => {
  Object.assign(internalsOf(provider).OIDCContext.prototype, { clientJwtAuthExpectedAudience: () => audiences });
};

/** All key stores of applications share one prototype, which only a store shows. */
export const keyStorePrototypeOf = (provider: Provider): object => {
  const { Client } = internalsOf(provider);
  const anyone = new Client({
    client_id: 'key-store',
    response_types: [],
    grant_types: [],
    token_endpoint_auth_method: 'none',
  });
  return Object.getPrototypeOf(anyone.asymmetricKeyStore) as object;
};

/** Replaces the choice of the keys that may have signed an assertion; the engine's own tries every key of the right kind. */
export const replaceKeyChoice = <Key extends JWK>(
  provider: Provider,
  choose: (assertion: string, registered: readonly Key[]) => readonly Key[],
): void => {
  Object.assign(keyStorePrototypeOf(provider), {
    selectForVerify(this: Iterable<Key>): readonly Key[] {
      return choose(String(current().oidc.params?.['client_assertion']), [...this]);
    },
  });
};

/**
 * Replaces the check that an assertion is used once. The engine's own reads first and writes later, so two requests at once would both
 * be the first.
 */
export const replaceReplayCheck = (
  provider: Provider,
  useOnce: (ctx: KoaContextWithOIDC, clientId: string, jti: string, until: number) => boolean | Promise<boolean>,
): void => {
  Object.assign(internalsOf(provider).ReplayDetection, {
    unique: (clientId: string, jti: string, until: number) => useOnce(current(), clientId, jti, until),
  });
};
