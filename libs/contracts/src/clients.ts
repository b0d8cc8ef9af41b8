import type { ClientAccess } from './access.js';
import type { RoleLevels } from './profile.js';
import type { ClientAuthenticationMethods, NewClientAuthenticationMethods } from './client-credentials.js';

/** How often an assertion may be used: once, or until it expires. */
export const assertionReuses = ['once', 'until_expiry'] as const;

export type AssertionReuse = (typeof assertionReuses)[number];

/** `/api/v2/clients[/{client_id}]`; OAuth names as in RFC 7591. */
export interface ClientRecord {
  readonly client_id: string;
  readonly name: string;
  readonly app_type: 'regular_web' | 'spa' | 'native' | 'non_interactive';
  readonly redirect_uris: readonly string[];
  readonly post_logout_redirect_uris: readonly string[];
  readonly backchannel_logout_uri: string | null;
  readonly grant_types: readonly string[];
  readonly token_endpoint_auth_method: 'client_secret_basic' | 'client_secret_post' | 'none' | null;
  /** Set instead of `token_endpoint_auth_method`; a secret is then refused. Null for applications with a secret, or with none. */
  readonly client_authentication_methods: ClientAuthenticationMethods | null;
  /** For administrators; null: none. */
  readonly description: string | null;
  /** Free texts of administrators, such as a cost centre: at most ten, of 255 characters each. */
  readonly client_metadata: Readonly<Record<string, string>>;
  /** Access and refresh tokens are bound to the client's certificate (RFC 8705 §3). */
  readonly tls_client_certificate_bound_access_tokens: boolean;
  /** How often one signed assertion (`private_key_jwt`) is accepted: once, or any number of times until it expires. */
  readonly assertion_reuse: AssertionReuse;
  readonly id_token_signed_response_alg: 'ES256' | 'RS256' | 'PS256';
  readonly scopes: readonly string[];
  /** Codes require a PKCE challenge. Applications without a secret always need one, whatever this says. */
  readonly require_pkce: boolean;
  /** Origins whose scripts may call the token endpoint and userinfo, in addition to those of `redirect_uris`. */
  readonly allowed_origins: readonly string[];
  /** Redirect URIs may use a private scheme without a dot, such as `vscode://`. Native applications only. */
  readonly allow_undotted_schemes: boolean;
  /** Which of a person's groups the application gets with the scope `groups`. */
  readonly group_release: 'none' | 'all' | 'chosen';
  /** Ids of the groups for `chosen`. */
  readonly released_groups: readonly string[];
  /** With the scope `certificate`, people can sign in only if the application may see which certificate they use. */
  readonly certificate_required: boolean;
  /** The application gets pairwise values instead of those that identify a certificate everywhere. */
  readonly pairwise_identifiers: boolean;
  /** Every sign-in must reach one of these levels; empty: any sign-in. */
  readonly accepted_acr_values: readonly string[];
  /** How to treat levels that the application itself requests (`acr_values`, or `acr` in `claims`). */
  readonly acr_requests: 'honour' | 'ignore';
  /** Who may enter it. */
  readonly access: ClientAccess;
  /** Of the panel only: levels required for administration. */
  readonly role_acr_values?: RoleLevels;
  /** Seconds. */
  readonly id_token_ttl: number;
  /** Seconds. */
  readonly access_token_ttl: number;
  /** Seconds. */
  readonly refresh_token_ttl: number;
  /** First-party applications skip consent, except for identifiers on request. */
  readonly first_party: boolean;
  readonly logo_uri: string | null;
  readonly client_uri: string | null;
  readonly policy_uri: string | null;
  readonly tos_uri: string | null;
  /** `#rrggbb` */
  readonly accent_color: string | null;
  /** The organization that it belongs to; null: the system's. */
  readonly organization_id: string | null;
  readonly built_in: boolean;
  readonly created_at: string;
  readonly updated_at: string;
}

/** POST body. */
export type ClientInput = { readonly name: string } & Partial<
  Omit<
    ClientRecord,
    | 'client_id'
    | 'name'
    | 'client_authentication_methods'
    | 'client_metadata'
    | 'built_in'
    | 'created_at'
    | 'updated_at'
  >
> & {
    /** A change keeps the other entries; null removes one. */
    readonly client_metadata?: Readonly<Record<string, string | null>>;
    readonly client_authentication_methods?: NewClientAuthenticationMethods | null;
    /** Another spelling of `id_token_signed_response_alg` and `id_token_ttl`. */
    readonly jwt_configuration?: {
      readonly alg?: ClientRecord['id_token_signed_response_alg'];
      readonly lifetime_in_seconds?: number;
    };
  };

/** PATCH body. */
export type ClientPatch = Partial<Omit<ClientInput, 'client_authentication_methods'>> & {
  readonly client_authentication_methods?: ClientAuthenticationMethods | null;
};

/** POST and `POST …/rotate-secret` answer with the secret, once. */
export interface ClientWithSecret extends ClientRecord {
  readonly client_secret: string | null;
}
