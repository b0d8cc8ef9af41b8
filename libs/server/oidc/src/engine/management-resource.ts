import type { ResourceServer } from 'oidc-provider';
import { errors } from 'oidc-provider';
import { ownMetadataOf } from './client-metadata.js';

/** Audience of tokens for the management API (RFC 8707). */
export const managementAudience = (publicOrigin: string): string => `${publicOrigin}/api/v2`;

/**
 * The management API as the engine knows it: opaque tokens that end at once when a session or an account does. A client can ask for
 * the scopes it was given, and no others.
 *
 * @throws InvalidTarget for any other resource
 */
export const findResourceServer =
  (publicOrigin: string) =>
  (_ctx: unknown, resource: string, client: object): ResourceServer => {
    if (resource !== managementAudience(publicOrigin)) throw new errors.InvalidTarget();
    return {
      audience: resource,
      scope: (ownMetadataOf(client).management_scopes ?? []).join(' '),
      accessTokenFormat: 'opaque',
      accessTokenTTL: 15 * 60,
    };
  };
