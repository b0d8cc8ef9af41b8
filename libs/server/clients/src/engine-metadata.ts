import type { Client } from './client.entity.js';

const withoutNulls = (metadata: object): Record<string, unknown> =>
  Object.fromEntries(Object.entries(metadata).filter(([, value]) => value !== null));

/** A client as the protocol engine reads it. Its `client_secret` is the stored hash: the engine is taught to compare hashes. */
export const engineMetadata = ({ clientId, name, appType, secretHash, metadata, firstParty }: Client): Record<string, unknown> => {
  const { scopes, ...rest } = metadata;
  return {
    ...withoutNulls(rest),
    client_id: clientId,
    client_name: name,
    application_type: appType === 'native' ? 'native' : 'web',
    response_types: metadata.grant_types.includes('authorization_code') ? ['code'] : [],
    first_party: firstParty,
    ...(scopes.length > 0 && { scope: scopes.join(' ') }),
    ...(secretHash !== null && { client_secret: secretHash }),
  };
};
