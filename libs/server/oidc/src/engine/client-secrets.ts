import { createHash, timingSafeEqual } from 'node:crypto';
import type Provider from 'oidc-provider';

/** Clients' secrets are random, so a plain SHA-256 keeps them; only the hash is stored, as `sha256:<base64url>`. */
export const hashClientSecret = (secret: string): string =>
  `sha256:${createHash('sha256').update(secret).digest('base64url')}`;

/** Teaches the engine to compare a presented secret with the stored hash, in constant time. */
export const compareHashedClientSecrets = (provider: Provider): void => {
  Object.assign(provider.Client.prototype, {
    compareClientSecret(this: { readonly clientSecret?: string }, presented: string): boolean {
      const stored = Buffer.from(this.clientSecret ?? '');
      const given = Buffer.from(hashClientSecret(presented));
      return stored.length === given.length && timingSafeEqual(stored, given);
    },
  });
};
