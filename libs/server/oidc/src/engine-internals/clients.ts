import type Provider from 'oidc-provider';
import { type FindClient, internalsOf } from './engine-internals.js';

/** Puts a step before the engine's own way to find an application. */
export const wrapClientLookup = (provider: Provider, wrap: (find: FindClient) => FindClient): void => {
  const { Client } = internalsOf(provider);
  Client.find = wrap(Client.find.bind(Client));
};

/** Replaces the comparison of a client secret, since what is stored is its hash. */
export const replaceSecretComparison = (
  provider: Provider,
  matches: (stored: string, presented: string) => boolean,
): void => {
  Object.assign(internalsOf(provider).Client.prototype, {
    compareClientSecret(this: { readonly clientSecret?: string }, presented: string): boolean {
      return matches(this.clientSecret ?? '', presented);
    },
  });
};

/**
 * Makes the engine check the metadata of an application that is not stored yet.
 *
 * @throws OIDCProviderError with the engine's own sentence
 */
export const assertClientMetadata = (provider: Provider, metadata: Readonly<Record<string, unknown>>): void => {
  const { Client } = internalsOf(provider);
  new Client({ ...metadata });
};
