import {
  administeringRoles,
  type ClientAccess,
  type ClientRecord,
  everybodyEnters,
  membersEnter,
  type RoleLevels,
} from '@postern/contracts';
import type { ClientMetadata } from '../entities/client.entity.js';

/** What an administrator sets; `ClientRecord` without what Postern sets itself. */
export interface ClientSettings extends ClientMetadata {
  readonly name: string;
  readonly app_type: ClientRecord['app_type'];
  readonly first_party: boolean;
  readonly organization_id: string | null;
  readonly tls_client_certificate_bound_access_tokens: boolean;
  readonly require_pkce: boolean;
  readonly allowed_origins: readonly string[];
  readonly allow_undotted_schemes: boolean;
  readonly group_release: 'none' | 'all' | 'chosen';
  readonly released_groups: readonly string[];
  readonly certificate_required: boolean;
  readonly pairwise_identifiers: boolean;
  readonly accepted_acr_values: readonly string[];
  readonly acr_requests: 'honour' | 'ignore';
  readonly access: ClientAccess;
}

/** Seconds. */
export const defaultIdTokenTtl = 3600;

const shared = {
  redirect_uris: [],
  post_logout_redirect_uris: [],
  backchannel_logout_uri: null,
  // The default of OpenID Connect Dynamic Registration §2, and what client libraries expect.
  id_token_signed_response_alg: 'RS256',
  access_token_ttl: 3600,
  refresh_token_ttl: 14 * 24 * 3600,
  tls_client_certificate_bound_access_tokens: false,
  require_pkce: true,
  allowed_origins: [],
  allow_undotted_schemes: false,
  group_release: 'none',
  released_groups: [],
  certificate_required: false,
  pairwise_identifiers: false,
  accepted_acr_values: [],
  acr_requests: 'honour',
  access: everybodyEnters,
  first_party: false,
  organization_id: null,
  logo_uri: null,
  client_uri: null,
  policy_uri: null,
  tos_uri: null,
  accent_color: null,
} as const;

const withPeople = {
  ...shared,
  grant_types: ['authorization_code', 'refresh_token'],
  scopes: ['openid', 'profile', 'email', 'offline_access'],
} as const;

const byType = {
  regular_web: { ...withPeople, token_endpoint_auth_method: 'client_secret_basic' },
  spa: { ...withPeople, token_endpoint_auth_method: 'none' },
  native: { ...withPeople, token_endpoint_auth_method: 'none' },
  non_interactive: {
    ...shared,
    grant_types: ['client_credentials'],
    scopes: [],
    token_endpoint_auth_method: 'client_secret_basic',
  },
} as const;

type Given = { readonly name: string } & Partial<ClientSettings>;

const defined = <T extends object>(given: T): Partial<T> =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Partial<T>;

/** Settings of a new application: what was given, the rest as its type usually needs it. */
export const newSettings = ({ app_type = 'regular_web', ...given }: Given): ClientSettings => ({
  ...byType[app_type],
  // An application of an organization is for its members, unless it says otherwise.
  ...(typeof given.organization_id === 'string' && { access: membersEnter }),
  name: given.name,
  ...defined(given),
  app_type,
});

export const changedSettings = (settings: ClientSettings, change: Partial<ClientSettings>): ClientSettings => ({
  ...settings,
  ...defined(change),
});

/** Demands on roles after a change: roles that are not named stay. */
export const changedRoleLevels = (before: RoleLevels, change: RoleLevels): RoleLevels =>
  Object.fromEntries(
    administeringRoles
      .map((role) => [role, change[role] ?? before[role] ?? []] as const)
      .filter(([, levels]) => levels.length > 0),
  );

/** Texts of an application after a change: what is not named stays, null takes away. */
export const changedTexts = (
  before: Readonly<Record<string, string>>,
  change: Readonly<Record<string, string | null>>,
): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries({ ...before, ...change }).filter((entry): entry is [string, string] => entry[1] !== null),
  );
