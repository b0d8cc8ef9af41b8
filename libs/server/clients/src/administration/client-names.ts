import type { ClientRecord } from '@postern/contracts';
import type { CreateClientDto, UpdateClientDto } from './client.dto.js';
import type { CreateClientBody, UpdateClientBody } from './client-body.dto.js';
import { oneValue, withoutReadOnly } from '../auth0-shapes/same-value.js';

/** Our field, and Auth0's name of it. */
const aliases = [
  ['redirect_uris', 'callbacks'],
  ['post_logout_redirect_uris', 'allowed_logout_urls'],
  ['first_party', 'is_first_party'],
  ['tls_client_certificate_bound_access_tokens', 'require_proof_of_possession'],
] as const;

/** Fields that say what Postern does anyway; their DTO has checked that they do. */
const withoutMeaning: ReadonlySet<string> = new Set([
  ...[
    'oidc_logout',
    'jwt_configuration',
    'oidc_conformant',
    'global',
    'sso',
    'sso_disabled',
    'cross_origin_authentication',
  ],
  ...['cross_origin_auth', 'custom_login_page_on', 'is_token_endpoint_ip_header_trusted'],
  ...['require_pushed_authorization_requests', 'organization_usage', 'organization_require_behavior'],
  ...aliases.map(([, alias]) => alias),
]);

const logoutAddress = ({ oidc_logout: logout }: CreateClientBody): string | null | undefined =>
  logout === undefined ? undefined : (logout?.backchannel_logout_urls?.[0] ?? null);

/** The same for what has other parts there. */
const nestedAliases = (input: CreateClientBody): readonly (readonly [string, string, unknown])[] => [
  ['backchannel_logout_uri', 'oidc_logout', logoutAddress(input)],
  ['id_token_signed_response_alg', 'jwt_configuration.alg', input.jwt_configuration?.alg],
  ['id_token_ttl', 'jwt_configuration.lifetime_in_seconds', input.jwt_configuration?.lifetime_in_seconds],
];

type Stored = Readonly<Record<string, unknown>>;

const inOwnNames = (input: CreateClientBody, stored: Stored): CreateClientDto => {
  const given = input as unknown as Readonly<Record<string, unknown>>;
  const own = Object.fromEntries(Object.entries(given).filter(([name]) => !withoutMeaning.has(name)));
  for (const [name, alias] of aliases) {
    const value = oneValue({ name, value: given[name] }, { name: alias, value: given[alias] }, stored[name]);
    if (value !== undefined) own[name] = value;
  }
  for (const [name, alias, value] of nestedAliases(input)) {
    const one = oneValue({ name, value: given[name] }, { name: alias, value }, stored[name]);
    if (one !== undefined) own[name] = one;
  }
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
});
