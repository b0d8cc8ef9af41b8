import { type ClientAuthenticationMethods, type ClientRecord, panelClientId } from '@postern/contracts';
import type { ClientEntity } from '../entities/client.entity.js';
import { wholeAccess } from './client-access.js';
import { type ClientSettings, defaultIdTokenTtl } from './client-defaults.js';

export const settingsOf = ({ name, appType, firstParty, organizationId, metadata }: ClientEntity): ClientSettings => ({
  ...metadata,
  tls_client_certificate_bound_access_tokens: metadata.tls_client_certificate_bound_access_tokens ?? false,
  require_pkce: metadata.require_pkce ?? false,
  allowed_origins: metadata.allowed_origins ?? [],
  allow_undotted_schemes: metadata.allow_undotted_schemes ?? false,
  group_release: metadata.group_release ?? 'none',
  released_groups: metadata.released_groups ?? [],
  certificate_required: metadata.certificate_required ?? false,
  pairwise_identifiers: metadata.pairwise_identifiers ?? false,
  accepted_acr_values: metadata.accepted_acr_values ?? [],
  acr_requests: metadata.acr_requests ?? 'honour',
  access: wholeAccess(metadata.access),
  name,
  app_type: appType,
  first_party: firstParty,
  organization_id: organizationId,
});

/** Columns that hold the settings. */
export const columnsOf = ({ name, app_type, first_party, organization_id, ...metadata }: ClientSettings) => ({
  name,
  appType: app_type,
  firstParty: first_party,
  organizationId: organization_id,
  metadata,
});

/** Which credentials serve the method that an application has instead of a secret. */
const authenticationMethodsOf = (
  { authenticationMethod }: ClientEntity,
  credentials: readonly { readonly id: string }[],
): ClientAuthenticationMethods | null =>
  authenticationMethod === null
    ? null
    : { [authenticationMethod]: { credentials: credentials.map(({ id }) => ({ id })) } };

/** @param credentials those in use, oldest first */
export const clientRecord = (client: ClientEntity, credentials: readonly { readonly id: string }[]): ClientRecord => {
  const settings = settingsOf(client);
  return {
    client_id: client.clientId,
    ...settings,
    ...(client.clientId === panelClientId && { role_acr_values: settings.role_acr_values ?? {} }),
    assertion_reuse: settings.assertion_reuse ?? 'once',
    description: settings.description ?? null,
    client_metadata: settings.client_metadata ?? {},
    id_token_ttl: settings.id_token_ttl ?? defaultIdTokenTtl,
    token_endpoint_auth_method: client.authenticationMethod === null ? settings.token_endpoint_auth_method : null,
    client_authentication_methods: authenticationMethodsOf(client, credentials),
    built_in: client.builtIn,
    created_at: client.createdAt.toISOString(),
    updated_at: client.updatedAt.toISOString(),
  };
};
