import type { ApiAccessLookup } from '@postern/clients';
import type { Client, KoaContextWithOIDC, ResourceServer } from 'oidc-provider';
import { errors } from 'oidc-provider';
import { ownMetadataOf } from '../engine/client-metadata.js';
import { managementAudience } from '../engine/management-resource.js';
import { withAllAtApi } from './requested-target.js';

const nothingThere = 'no API has this identifier, or the application was given nothing there';

/** Opaque tokens that end at once when a session or an account does; its permissions are scopes of the application. */
const managementApi = (audience: string, client: Client): ResourceServer => ({
  audience,
  scope: (ownMetadataOf(client).management_scopes ?? []).join(' '),
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
        ? managementApi(management, client)
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
