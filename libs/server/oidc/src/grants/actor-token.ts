import { createLocalJWKSet, type JWTVerifyGetKey, jwtVerify } from 'jose';
import type { TokenEndpointGrantContext } from 'oidc-provider';
import { RefusedExchangeError } from './refused-exchange.error.js';

/** Reads the subject of a token from storage or, for a JWT (RFC 9068), by its signature; undefined if it is invalid. */
const clientOf = async (
  { oidc: { provider } }: TokenEndpointGrantContext,
  value: string,
  keys: JWTVerifyGetKey,
): Promise<unknown> => {
  const stored = await provider.ClientCredentials.find(value);
  if (stored !== undefined && !stored.isExpired) return stored.clientId;
  try {
    const { payload } = await jwtVerify(value, keys, { issuer: provider.issuer, typ: 'at+jwt' });
    // A token of an application on its own has the application for its subject (RFC 9068 §2.2).
    return payload.sub === payload['client_id'] ? payload.sub : undefined;
  } catch {
    return undefined;
  }
};

/**
 * An actor token only repeats who acts: the application that sent the request, which is already authenticated.
 *
 * @throws RefusedExchangeError when it is anybody else's
 */
export const assertActorToken = async (
  ctx: TokenEndpointGrantContext,
  value: string,
  jwks: Parameters<typeof createLocalJWKSet>[0],
): Promise<void> => {
  if ((await clientOf(ctx, value, createLocalJWKSet(jwks))) === ctx.oidc.client.clientId) return;
  const sentence = 'actor_token must be a token of its own of the application that asks';
  throw new RefusedExchangeError('actor', 'actor.other', sentence);
};
