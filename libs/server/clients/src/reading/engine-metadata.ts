import type { OrganizationEntity } from '@postern/organizations';
import type { ClientEntity } from '../entities/client.entity.js';
import { isOpenIdScope } from '../scopes.js';
import type { ActiveCredential } from '../credentials/active-credential.js';
import { credentialMetadata } from './credential-metadata.js';

/** Client metadata in the names of RFC 7591. */
export type EngineMetadata = Readonly<Record<string, unknown>>;

const withoutNulls = (metadata: object): Record<string, unknown> =>
  Object.fromEntries(Object.entries(metadata).filter(([, value]) => value !== null));

/**
 * An application as the protocol engine reads it. `client_secret` is the stored hash: the engine is taught to compare hashes.
 * The engine holds requests to `scope` for its own scopes only; those of the management API are in `management_scopes`, for
 * whoever says which scopes of that API an application can get.
 *
 * @param credentials those it authenticates with now; while there is a method for them, the engine does not know the secret
 */
export const engineMetadata = (
  { clientId, name, appType, secretHash, authenticationMethod, metadata, firstParty }: ClientEntity,
  credentials: readonly ActiveCredential[] = [],
  organization: Pick<OrganizationEntity, 'id' | 'status' | 'contact'> | null = null,
): EngineMetadata => {
  const {
    scopes,
    allow_undotted_schemes: _registered,
    description: _description,
    client_metadata: _texts,
    role_acr_values: _demands,
    ...rest
  } = metadata;
  const scope = scopes.filter(isOpenIdScope).join(' ');
  return {
    ...withoutNulls(rest),
    client_id: clientId,
    client_name: name,
    application_type: appType === 'native' ? 'native' : 'web',
    response_types: metadata.grant_types.includes('authorization_code') ? ['code'] : [],
    first_party: firstParty,
    management_scopes: scopes.filter((name) => !isOpenIdScope(name)),
    ...(organization !== null && {
      organization: { id: organization.id, status: organization.status, contact: organization.contact },
    }),
    ...(scope !== '' && { scope }),
    // Logout tokens then name the one session that ended, and ID tokens the session they came from.
    ...(typeof rest.backchannel_logout_uri === 'string' && { backchannel_logout_session_required: true }),
    ...(authenticationMethod === null
      ? secretHash !== null && { client_secret: secretHash }
      : credentialMetadata(authenticationMethod, credentials)),
  };
};
