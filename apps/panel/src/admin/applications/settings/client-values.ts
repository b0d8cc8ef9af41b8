import type { ClientPatch, ClientRecord } from '@postern/contracts';
import { isHttpsOrLocal, isRedirectUri } from '../../../components/validations';

export const appTypes = [
  'regular_web',
  'spa',
  'native',
  'non_interactive',
] as const satisfies readonly ClientRecord['app_type'][];
export const grantTypes = [
  'authorization_code',
  'refresh_token',
  'client_credentials',
  'urn:ietf:params:oauth:grant-type:jwt-bearer',
  'urn:ietf:params:oauth:grant-type:token-exchange',
] as const;
/** Keys of their texts. */
export const grantTexts = {
  authorization_code: 'authorization_code',
  refresh_token: 'refresh_token',
  client_credentials: 'client_credentials',
  'urn:ietf:params:oauth:grant-type:jwt-bearer': 'on_behalf_of',
  'urn:ietf:params:oauth:grant-type:token-exchange': 'token_exchange',
} as const satisfies Record<(typeof grantTypes)[number], string>;
export const algorithms = ['RS256', 'ES256', 'PS256'] as const;
/** Keys of their texts. */
export const algorithmTexts = { RS256: 'alg_rs256', ES256: 'alg_es256', PS256: 'alg_ps256' } as const;
export const acrRequests = ['honour', 'ignore'] as const;
export const groupReleases = ['none', 'all', 'chosen'] as const;

/** Shortest and longest token lifetime that the server accepts, in seconds. */
export const accessTokenSeconds = [60, 86_400] as const;
export const refreshTokenSeconds = [300, 31_536_000] as const;

/** Form values of an existing application; absent URLs are empty strings. */
export interface ClientValues {
  readonly name: string;
  readonly redirect_uris: readonly string[];
  readonly post_logout_redirect_uris: readonly string[];
  readonly backchannel_logout_uri: string;
  readonly grant_types: readonly string[];
  readonly scopes: readonly string[];
  readonly id_token_signed_response_alg: ClientRecord['id_token_signed_response_alg'];
  readonly require_pkce: boolean;
  readonly allowed_origins: readonly string[];
  readonly allow_undotted_schemes: boolean;
  readonly group_release: ClientRecord['group_release'];
  readonly released_groups: readonly string[];
  readonly certificate_required: boolean;
  readonly pairwise_identifiers: boolean;
  readonly accepted_acr_values: readonly string[];
  readonly acr_requests: ClientRecord['acr_requests'];
  readonly access_token_ttl: number;
  readonly refresh_token_ttl: number;
  readonly first_party: boolean;
  readonly client_uri: string;
  readonly policy_uri: string;
  readonly tos_uri: string;
  readonly logo_uri: string;
  readonly accent_color: string;
}

export const valuesOf = (client: ClientRecord): ClientValues => ({
  name: client.name,
  redirect_uris: client.redirect_uris,
  post_logout_redirect_uris: client.post_logout_redirect_uris,
  backchannel_logout_uri: client.backchannel_logout_uri ?? '',
  grant_types: client.grant_types,
  scopes: client.scopes,
  id_token_signed_response_alg: client.id_token_signed_response_alg,
  require_pkce: client.require_pkce,
  allowed_origins: client.allowed_origins,
  allow_undotted_schemes: client.allow_undotted_schemes,
  group_release: client.group_release,
  released_groups: client.released_groups,
  certificate_required: client.certificate_required,
  pairwise_identifiers: client.pairwise_identifiers,
  accepted_acr_values: client.accepted_acr_values,
  acr_requests: client.acr_requests,
  access_token_ttl: client.access_token_ttl,
  refresh_token_ttl: client.refresh_token_ttl,
  first_party: client.first_party,
  client_uri: client.client_uri ?? '',
  policy_uri: client.policy_uri ?? '',
  tos_uri: client.tos_uri ?? '',
  logo_uri: client.logo_uri ?? '',
  accent_color: client.accent_color ?? '',
});

const given = (lines: readonly string[]): string[] => lines.map((line) => line.trim()).filter(Boolean);

const clean = (value: ClientValues[keyof ClientValues]): unknown => {
  if (Array.isArray(value)) return given(value);
  return typeof value === 'string' ? value.trim() || null : value;
};

/** Only the changed fields. */
export const changeOf = (client: ClientRecord, values: ClientValues): ClientPatch => {
  const before = valuesOf(client);
  const changed = Object.entries(values).filter(
    ([field, value]) => JSON.stringify(clean(value)) !== JSON.stringify(clean(before[field as keyof ClientValues])),
  );
  return Object.fromEntries(changed.map(([field, value]) => [field, clean(value)]));
};

type UriProblem = 'applications.bad_redirect' | 'applications.no_redirect' | null;

/** Key of the error in redirect URIs; https, loopback http and private-use schemes are valid. */
export const redirectProblem = (uris: readonly string[], required: boolean, undotted = false): UriProblem => {
  const addresses = given(uris);
  if (required && addresses.length === 0) return 'applications.no_redirect';
  return addresses.every((address) => isRedirectUri(address, undotted)) ? null : 'applications.bad_redirect';
};

export const addressProblem = (uri: string): 'applications.bad_address' | null =>
  uri.trim() === '' || isHttpsOrLocal(uri.trim()) ? null : 'applications.bad_address';

export const colorProblem = (color: string): 'applications.bad_color' | null =>
  color === '' || /^#[\da-f]{6}$/i.test(color) ? null : 'applications.bad_color';
