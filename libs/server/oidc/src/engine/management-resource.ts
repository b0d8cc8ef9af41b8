import { managementScopes } from '@postern/contracts';
import type { ResourceServer } from 'oidc-provider';
import { errors } from 'oidc-provider';

/** Audience of tokens for the management API (RFC 8707). */
export const managementAudience = (publicOrigin: string): string => `${publicOrigin}/api/v2`;

/** The management API as the engine knows it: opaque tokens that end at once when a session or an account does. */
export const findResourceServer =
  (publicOrigin: string) =>
  (_ctx: unknown, resource: string): ResourceServer => {
    if (resource !== managementAudience(publicOrigin)) throw new errors.InvalidTarget();
    return {
      audience: resource,
      scope: managementScopes.join(' '),
      accessTokenFormat: 'opaque',
      accessTokenTTL: 15 * 60,
    };
  };
