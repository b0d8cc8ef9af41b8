import type { KeyNames } from '@postern/clients';
import { decodeProtectedHeader, type JWK } from 'jose';
import type Provider from 'oidc-provider';
import type { KoaContextWithOIDC } from 'oidc-provider';
import { replaceAssertionAudiences, replaceKeyChoice, replaceReplayCheck } from '../engine-internals/assertions.js';
import type { AssertionHeader } from './assertion-header.js';

/** A key of an application as the engine keeps it: the JWK that was registered, with the names of its certificate. */
export type RegisteredKey = JWK & KeyNames;

/** Rules for assertions beyond the settings of the engine. */
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

/** Replaces three steps of the engine's own check of assertions with stricter ones. */
export const overrideAssertions = (provider: Provider, { audiences, chooseKeys, useOnce }: AssertionRuling): void => {
  replaceAssertionAudiences(provider, audiences);
  replaceKeyChoice<RegisteredKey>(provider, (assertion, registered) =>
    chooseKeys(decodeProtectedHeader(assertion) as AssertionHeader, registered),
  );
  replaceReplayCheck(provider, useOnce);
};
