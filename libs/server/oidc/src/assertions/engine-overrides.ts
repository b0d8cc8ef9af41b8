import type { KeyNames } from '@postern/clients';
import { decodeProtectedHeader, type JWK } from 'jose';
import Provider, { type KoaContextWithOIDC } from 'oidc-provider';
import type { AssertionHeader } from './assertion-header.js';

/** A key of an application as the engine keeps it: the JWK that was registered, with the names of its certificate. */
export type RegisteredKey = JWK & KeyNames;

/** What is said of assertions beyond the settings of the engine. */
export interface AssertionRuling {
  /** Every `aud` that is meant for this server. */
  readonly audiences: ReadonlySet<string>;
  /** The keys that may have signed an assertion; throws RefusedAuthenticationError. */
  readonly chooseKeys: (header: AssertionHeader, registered: readonly RegisteredKey[]) => readonly RegisteredKey[];
  /**
   * Whether an assertion is used for the first time.
   *
   * @param until seconds since 1970; an assertion cannot be used afterwards
   */
  readonly useOnce: (
    ctx: KoaContextWithOIDC,
    clientId: string,
    jti: string,
    until: number,
  ) => boolean | Promise<boolean>;
}

/** Members of the engine that its types do not show. */
interface Internals {
  readonly OIDCContext: { readonly prototype: object };
  readonly ReplayDetection: object;
}

const currentRequest = (): KoaContextWithOIDC => (Provider as unknown as { readonly ctx: KoaContextWithOIDC }).ctx;

/** All key stores of applications share one prototype, which only a store shows. */
const keyStorePrototypeOf = (provider: Provider): object => {
  const { Client } = provider as unknown as {
    readonly Client: new (metadata: object) => { asymmetricKeyStore: object };
  };
  const anyone = new Client({
    client_id: 'key-store',
    response_types: [],
    grant_types: [],
    token_endpoint_auth_method: 'none',
  });
  return Object.getPrototypeOf(anyone.asymmetricKeyStore) as object;
};

/** Replaces the three steps of the engine's own check of assertions that are too generous for us; the only place that does. */
export const overrideAssertions = (provider: Provider, { audiences, chooseKeys, useOnce }: AssertionRuling): void => {
  const { OIDCContext, ReplayDetection } = provider as unknown as Internals;
  // The engine's own follow the Host header of the request.
  Object.assign(OIDCContext.prototype, { clientJwtAuthExpectedAudience: () => audiences });
  // The engine's own tries every key of the right kind.
  Object.assign(keyStorePrototypeOf(provider), {
    selectForVerify(this: Iterable<RegisteredKey>): readonly RegisteredKey[] {
      const assertion = String(currentRequest().oidc.params?.['client_assertion']);
      return chooseKeys(decodeProtectedHeader(assertion) as AssertionHeader, [...this]);
    },
  });
  // The engine's own looks first and writes then: of two requests at once both would be the first.
  Object.assign(ReplayDetection, {
    unique: (clientId: string, jti: string, until: number) => useOnce(currentRequest(), clientId, jti, until),
  });
};
