import { timingSafeEqual } from 'node:crypto';
import { clientSecretHash } from '@postern/clients';
import type Provider from 'oidc-provider';
import { replaceSecretComparison } from '../engine-internals/clients.js';

/** Teaches the engine to compare a presented secret with the stored hash, in constant time. */
export const compareHashedClientSecrets = (provider: Provider): void =>
  replaceSecretComparison(provider, (hash, presented) => {
    const stored = Buffer.from(hash);
    const given = Buffer.from(clientSecretHash(presented));
    return stored.length === given.length && timingSafeEqual(stored, given);
  });
