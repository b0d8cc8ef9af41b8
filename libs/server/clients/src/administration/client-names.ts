import type { ClientRecord } from '@postern/contracts';
import type { CreateClientDto, UpdateClientDto } from './client.dto.js';
import type { CreateClientBody, UpdateClientBody } from './client-body.dto.js';
import { fixedClientFields } from '../auth0-shapes/fixed-client-fields.dto.js';
import { oneValue, withoutReadOnly } from '../auth0-shapes/same-value.js';

/** Our field, and Auth0's name of it. */
const aliases = [
  ['redirect_uris', 'callbacks'],
  ['post_logout_redirect_uris', 'allowed_logout_urls'],
  ['allowed_origins', 'web_origins'],
  ['first_party', 'is_first_party'],
  ['tls_client_certificate_bound_access_tokens', 'require_proof_of_possession'],
] as const;

/** Names that are no setting of their own. */
const withoutMeaning: ReadonlySet<string> = new Set([
  ...fixedClientFields,
  ...['oidc_logout', 'oidc_backchannel_logout', 'jwt_configuration', 'refresh_token'],
  ...aliases.map(([, alias]) => alias),
]);

const addressIn = (logout: CreateClientBody['oidc_logout']): string | null | undefined =>
  logout === undefined ? undefined : (logout?.backchannel_logout_urls?.[0] ?? null);

/** The same for what has other parts there. */
const nestedAliases = (input: CreateClientBody): readonly (readonly [string, string, unknown])[] => [
  ['backchannel_logout_uri', 'oidc_logout', addressIn(input.oidc_logout)],
  ['backchannel_logout_uri', 'oidc_backchannel_logout', addressIn(input.oidc_backchannel_logout)],
  ['id_token_signed_response_alg', 'jwt_configuration.alg', input.jwt_configuration?.alg],
  ['id_token_ttl', 'jwt_configuration.lifetime_in_seconds', input.jwt_configuration?.lifetime_in_seconds],
  ['refresh_token_ttl', 'refresh_token.idle_token_lifetime', input.refresh_token?.idle_token_lifetime],
];

/** Addresses that other consoles send empty where there is none. */
const links = ['logo_uri', 'client_uri', 'policy_uri', 'tos_uri'] as const;

type Stored = Readonly<Record<string, unknown>>;

const inOwnNames = (input: CreateClientBody, stored: Stored): CreateClientDto => {
  const given = input as unknown as Readonly<Record<string, unknown>>;
  const own = Object.fromEntries(Object.entries(given).filter(([name]) => !withoutMeaning.has(name)));
  for (const [name, alias] of aliases) {
    const value = oneValue({ name, value: given[name] }, { name: alias, value: given[alias] }, stored[name]);
    if (value !== undefined) own[name] = value;
  }
  for (const [name, alias, value] of nestedAliases(input)) {
    const one = oneValue({ name, value: own[name] }, { name: alias, value }, stored[name]);
    if (one !== undefined) own[name] = one;
  }
  for (const link of links) if (own[link] === '') own[link] = null;
  return own as unknown as CreateClientDto;
};

/** A new application in Postern's own names. Throws InvalidError where two names of one field say different things. */
export const newClientInOwnNames = (input: CreateClientBody): CreateClientDto => inOwnNames(input, {});

/** A change in Postern's own names. Throws InvalidError for what cannot change, and where two names say different things. */
export const clientChangeInOwnNames = (input: UpdateClientBody, stored: ClientRecord): UpdateClientDto => {
  const changeable = withoutReadOnly(input, stored, ['client_id', 'built_in', 'created_at', 'updated_at']);
  const isWhole = input.client_id !== undefined || input.created_at !== undefined;
  return inOwnNames(
    changeable as unknown as CreateClientBody,
    isWhole ? { ...stored } : {},
  ) as unknown as UpdateClientDto;
};

/** An application with Auth0's names of its fields beside Postern's own. */
export const withAuth0Names = <R extends ClientRecord>(record: R) => ({
  ...record,
  callbacks: record.redirect_uris,
  allowed_logout_urls: record.post_logout_redirect_uris,
  web_origins: record.allowed_origins,
  is_first_party: record.first_party,
  require_proof_of_possession: record.tls_client_certificate_bound_access_tokens,
  oidc_logout: {
    backchannel_logout_urls: record.backchannel_logout_uri === null ? [] : [record.backchannel_logout_uri],
  },
  oidc_conformant: true,
  global: false,
  jwt_configuration: {
    alg: record.id_token_signed_response_alg,
    lifetime_in_seconds: record.id_token_ttl,
    secret_encoded: false,
  },
  refresh_token: {
    rotation_type: 'rotating',
    expiration_type: 'expiring',
    leeway: 0,
    idle_token_lifetime: record.refresh_token_ttl,
    infinite_idle_token_lifetime: false,
    infinite_token_lifetime: true,
  },
});
