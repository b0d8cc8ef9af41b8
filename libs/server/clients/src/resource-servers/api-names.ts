import type { ClientGrant, ResourceServer } from '@postern/contracts';
import type { CreateClientGrantDto, UpdateClientGrantDto } from './client-grant.dto.js';
import type { CreateResourceServerDto, UpdateResourceServerDto } from './resource-server.dto.js';
import type { CreateClientGrantBody, UpdateClientGrantBody } from './client-grant-body.dto.js';
import type { CreateResourceServerBody, UpdateResourceServerBody } from './resource-server-body.dto.js';
import { oneValue, withoutReadOnly } from '../auth0-shapes/same-value.js';

/** An API with Auth0's names of its fields beside Postern's own. */
export const apiWithAuth0Names = (record: ResourceServer) => ({
  ...record,
  token_lifetime: record.access_token_ttl,
  is_system: record.built_in,
});

const apiInOwnNames = <I extends Partial<CreateResourceServerBody>>(
  {
    token_lifetime: lifetime,
    allow_offline_access: _offline,
    skip_consent_for_verifiable_first_party_clients: _consent,
    enforce_policies: _policies,
    token_dialect: _dialect,
    consent_policy: _asking,
    ...own
  }: I,
  stored?: ResourceServer,
) => {
  const name = 'access_token_ttl';
  const seconds = oneValue(
    { name, value: own.access_token_ttl },
    { name: 'token_lifetime', value: lifetime },
    stored?.access_token_ttl,
  );
  return { ...own, ...(seconds !== undefined && { [name]: seconds as number }) };
};

/** A new API in Postern's own names. Throws InvalidError where two names of one field say different things. */
export const newApiInOwnNames = (input: CreateResourceServerBody): CreateResourceServerDto => apiInOwnNames(input);

/** A change in Postern's own names. Throws InvalidError for what cannot change, and where two names say different things. */
export const apiChangeInOwnNames = (
  input: UpdateResourceServerBody,
  stored: ResourceServer,
): UpdateResourceServerDto => {
  const fixed = ['id', 'identifier', 'built_in', 'is_system', 'created_at', 'updated_at'] as const;
  return apiInOwnNames(withoutReadOnly(input, apiWithAuth0Names(stored), fixed) as UpdateResourceServerBody, stored);
};

/** A new grant in Postern's own names. */
export const newGrantInOwnNames = ({
  organization_usage: _usage,
  allow_any_organization: _any,
  subject_type: _subject,
  is_system: _system,
  ...own
}: CreateClientGrantBody): CreateClientGrantDto => own;

/** A change in Postern's own names. Throws InvalidError for what cannot change. */
export const grantChangeInOwnNames = (input: UpdateClientGrantBody, stored: ClientGrant): UpdateClientGrantDto => {
  const fixed = ['id', 'client_id', 'audience', 'created_at', 'updated_at'] as const;
  return newGrantInOwnNames(withoutReadOnly(input, stored, fixed) as CreateClientGrantBody);
};
