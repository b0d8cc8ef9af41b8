import type Provider from 'oidc-provider';
import type { AccessToken } from 'oidc-provider';
import { type FindAccessToken, internalsOf, type StoredToken } from './engine-internals.js';

/** Makes an access token without a grant of its own: the engine holds tokens to grants of the application that they were issued to. */
export const createAccessToken = (provider: Provider, parts: object): AccessToken =>
  new (internalsOf(provider).AccessToken)(parts) as AccessToken;

/** Stores one more property with every access token. */
export const storeInAccessTokens = (provider: Provider, property: string): void => {
  const { AccessToken } = internalsOf(provider);
  const properties = [...AccessToken.IN_PAYLOAD, property];
  Object.defineProperty(AccessToken, 'IN_PAYLOAD', { configurable: true, get: () => properties });
};

/** Stores one more property with everything that comes from an authorization request: codes, access tokens and refresh tokens. */
export const storeInTokens = (provider: Provider, property: string): void => {
  const { AccessToken, AuthorizationCode, RefreshToken } = internalsOf(provider);
  for (const model of [AccessToken, AuthorizationCode, RefreshToken]) {
    const properties = [...model.IN_PAYLOAD, property];
    Object.defineProperty(model, 'IN_PAYLOAD', { configurable: true, get: () => properties });
  }
};

/** Puts a step around the engine's own way to find an access token. */
export const wrapAccessTokenLookup = (provider: Provider, wrap: (find: FindAccessToken) => FindAccessToken): void => {
  const { AccessToken } = internalsOf(provider);
  AccessToken.find = wrap(AccessToken.find.bind(AccessToken));
};

/**
 * Stores people's tokens in the form of a JWT like all others, by their whole text: only so can they be revoked, and end with a session,
 * where they come back to us to be exchanged. Costs no statement: it is written with the rest.
 */
export const storeStructuredTokens = (provider: Provider): void => {
  const { prototype } = internalsOf(provider).AccessToken;
  const { getValueAndPayload } = prototype;
  prototype.getValueAndPayload = async function (this: StoredToken) {
    const issued = await getValueAndPayload.call(this);
    if (issued.payload !== undefined) return issued;
    const { format } = this;
    this.format = 'opaque';
    const { payload } = await getValueAndPayload.call(this);
    this.format = format;
    this.jti = issued.value;
    return { value: issued.value, payload };
  };
};
