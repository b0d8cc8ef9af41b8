import type { ApiAccessLookup } from '@postern/clients';
import { isAdministrationScope, mayAdministerFor, roleMayUse } from '@postern/management';
import type { Client, KoaContextWithOIDC, ResourceServer } from 'oidc-provider';
import { errors } from 'oidc-provider';
import type { AccountWithRole } from '../engine/account-loader.js';
import { ownMetadataOf } from '../engine/client-metadata.js';
import { managementAudience } from '../engine/management-resource.js';
import { withAllAtApi } from './requested-target.js';

const nothingThere = 'no API has this identifier, or the application was given nothing there';

/**
 * Tokens of people carry administration scopes at the panel only, and there what the person's role can use: the role is known when
 * tokens are issued, which is after the authorization request.
 */
const mayCarry = ({ oidc }: KoaContextWithOIDC, { clientId }: Client, scope: string): boolean => {
  if (!isAdministrationScope(scope)) return true;
  if (oidc.route === 'token' && oidc.params?.['grant_type'] === 'client_credentials') return true;
  if (!mayAdministerFor({ accountId: '', clientId })) return false;
  const { role } = (oidc.account ?? {}) as AccountWithRole;
  return role === undefined || roleMayUse(role, scope);
};

/** Opaque tokens that end at once when a session or an account does; its permissions are scopes of the application. */
const managementApi = (audience: string, ctx: KoaContextWithOIDC, client: Client): ResourceServer => ({
  audience,
  scope: (ownMetadataOf(client).management_scopes ?? []).filter((scope) => mayCarry(ctx, client, scope)).join(' '),
  accessTokenFormat: 'opaque',
  accessTokenTTL: 15 * 60,
});

/**
 * An application that acts for itself and says nothing of scopes asks for all that it was given (RFC 6749 §3.3), and so does whoever
 * asks for `.default`.
 */
const askForEverything = ({ oidc: { route, params } }: KoaContextWithOIDC, scope: string): void => {
  const asked = params?.['scope'];
  if (params !== undefined && typeof asked === 'string') params['scope'] = withAllAtApi(asked, scope);
  if (route !== 'token' || params?.['grant_type'] !== 'client_credentials') return;
  params['scope'] ??= scope === '' ? undefined : scope;
};

/**
 * APIs as the engine knows them: what the application that asks can get there, and no more.
 *
 * @throws InvalidTarget where it can get nothing
 */
export const createResourceLookup =
  (publicOrigin: string, apis: ApiAccessLookup) =>
  async (ctx: KoaContextWithOIDC, resource: string, client: Client): Promise<ResourceServer> => {
    const management = managementAudience(publicOrigin);
    const info =
      resource === management || resource === `${management}/`
        ? managementApi(management, ctx, client)
        : await registeredApi(apis, resource, client);
    askForEverything(ctx, info.scope);
    return info;
  };

const registeredApi = async (apis: ApiAccessLookup, resource: string, client: Client): Promise<ResourceServer> => {
  const api = await apis.find(client.clientId, resource);
  if (api?.grant === undefined) throw new errors.InvalidTarget(nothingThere);
  return {
    audience: api.identifier,
    scope: api.grant.scope.join(' '),
    accessTokenFormat: api.accessTokenFormat,
    accessTokenTTL: api.accessTokenTtl,
    jwt: { sign: { alg: api.signingAlg } },
  };
};
