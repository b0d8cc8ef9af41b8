import type Provider from 'oidc-provider';
import { internalsOf } from './engine-internals.js';

/**
 * Property of an account's claims: those whose names are known only while the server runs. Whoever sets it has applied the scope already, because the
 * engine masks only claims that it was configured with.
 */
export const unmaskedClaims = Symbol('unmasked claims');

/** Adds `unmaskedClaims` to ID tokens and to the answers of userinfo. They never replace a claim of the engine. */
export const releaseUnmaskedClaims = (provider: Provider): void => {
  const { prototype } = internalsOf(provider).Claims;
  const { result } = prototype;
  prototype.result = async function withUnmasked() {
    return { ...this.available[unmaskedClaims], ...(await result.call(this)) };
  };
};
