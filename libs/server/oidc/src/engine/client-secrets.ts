import { timingSafeEqual } from 'node:crypto';
import { clientSecretHash } from '@postern/clients';
import type Provider from 'oidc-provider';

/** Teaches the engine to compare a presented secret with the stored hash, in constant time. */
export const compareHashedClientSecrets = (provider: Provider): void => {
  Object.assign(provider.Client.prototype, {
    compareClientSecret(this: { readonly clientSecret?: string }, presented: string): boolean {
      const stored = Buffer.from(this.clientSecret ?? '');
      const given = Buffer.from(clientSecretHash(presented));
      return stored.length === given.length && timingSafeEqual(stored, given);
    },
  });
};
