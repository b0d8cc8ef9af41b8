import type { ClientGrant, ResourceServer } from '@postern/contracts';
import { InvalidError } from '@postern/errors';
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

const withoutMeaning = [
  ...['token_lifetime', 'token_lifetime_for_web', 'allow_offline_access', 'allow_online_access'],
  ...['allow_online_access_with_ephemeral_sessions', 'skip_consent_for_verifiable_first_party_clients'],
  ...['enforce_policies', 'token_dialect', 'consent_policy', 'token_lifetime_for_anonymous_access_tokens'],
  ...['token_encryption', 'authorization_details', 'proof_of_possession', 'subject_type_authorization'],
  'authorization_policy',
];

const without = <I extends object>(input: I, names: readonly string[]): I =>
  Object.fromEntries(Object.entries(input).filter(([name]) => !names.includes(name))) as I;

/** Seconds that tokens of a new API live unless told. */
const defaultTtl = 3600;

type Lifetimes = Pick<CreateResourceServerBody, 'access_token_ttl' | 'token_lifetime' | 'token_lifetime_for_web'>;

const apiInOwnNames = <I extends Lifetimes>(input: I, stored?: ResourceServer) => {
  const name = 'access_token_ttl';
  const { access_token_ttl: value, token_lifetime: lifetime, token_lifetime_for_web: web } = input;
  const alias = { name: 'token_lifetime', value: lifetime };
  const seconds = oneValue({ name, value }, alias, stored?.access_token_ttl) as number | undefined;
  const lives = seconds ?? stored?.access_token_ttl ?? defaultTtl;
  if (web !== undefined && web !== lives) {
    const reason = `token_lifetime_for_web must be ${lives}, as token_lifetime: tokens of an API live equally long everywhere`;
    throw new InvalidError('request.invalid', undefined, [{ path: 'token_lifetime_for_web', message: reason }]);
  }
  return { ...without(input, withoutMeaning), ...(seconds !== undefined && { [name]: seconds }) };
};

/** A new API in Postern's own names. Throws InvalidError where two names of one field say different things. */
export const newApiInOwnNames = (input: CreateResourceServerBody): CreateResourceServerDto => ({
  ...apiInOwnNames(input),
  name: input.name ?? input.identifier.slice(0, 100),
});

/** A change in Postern's own names. Throws InvalidError for what cannot change, and where two names say different things. */
export const apiChangeInOwnNames = (
  input: UpdateResourceServerBody,
  stored: ResourceServer,
): UpdateResourceServerDto => {
  const fixed = ['id', 'identifier', 'built_in', 'is_system', 'created_at', 'updated_at'] as const;
  return apiInOwnNames(withoutReadOnly(input, apiWithAuth0Names(stored), fixed), stored);
};

const withoutMeaningInGrants = [
  ...['organization_usage', 'allow_any_organization', 'subject_type', 'is_system', 'allow_all_scopes'],
  ...['authorization_details_types', 'default_for'],
];

/** A new grant in Postern's own names. */
export const newGrantInOwnNames = (input: CreateClientGrantBody): CreateClientGrantDto =>
  without(input, withoutMeaningInGrants);

/** A change in Postern's own names. Throws InvalidError for what cannot change. */
export const grantChangeInOwnNames = (input: UpdateClientGrantBody, stored: ClientGrant): UpdateClientGrantDto => {
  const fixed = ['id', 'client_id', 'audience', 'created_at', 'updated_at'] as const;
  return newGrantInOwnNames(withoutReadOnly(input, stored, fixed) as CreateClientGrantBody);
};
