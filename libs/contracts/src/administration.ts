import type { CertificateSummary } from './certificate.js';
import type { ClientAuthenticationMethods, NewClientAuthenticationMethods } from './client-credentials.js';
import type { ErrorCode } from './error-codes.js';
import type { Role } from './profile.js';
import type { MethodGroup, SignInMethodOwner, Publicity } from './sign-in-provider.js';

/** Lists answer with a page of items; `page` counts from 0. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly total: number;
  readonly page: number;
  readonly pageSize: number;
}

/** `/api/v2/sign-in-methods[/{id}]` */
export interface SignInMethodRecord {
  readonly id: string;
  readonly type: string;
  readonly owner: SignInMethodOwner;
  readonly name: string;
  readonly description: string | null;
  readonly icon: string | null;
  readonly logoUrl: string | null;
  /** "Public sign-in method": people may add it to their profile. */
  readonly public: boolean;
  /** Publicity of new identifiers. */
  readonly publicity: Publicity;
  readonly enabled: boolean;
  readonly group: MethodGroup;
  readonly position: number;
  /** The provider's own settings; for mTLS `{ trustAnchors: string[] (PEM), identifyBy: 'certificate' | 'public-key' | 'issuer-and-subject' }`. */
  readonly params: Readonly<Record<string, unknown>>;
  /** Why the method cannot work now, or what is wrong beside it; null when all is well. */
  readonly problem: ErrorCode | null;
  /** The same in English, with the file and the reason, where the code alone does not say it. */
  readonly problemDetail: string | null;
  /** Cannot be deleted. */
  readonly builtIn: boolean;
  readonly identifierCount: number;
  readonly createdAt: string;
  readonly updatedAt: string;
}
/** Somebody who could no longer sign in after a change. */
export interface LockedOutPerson {
  readonly id: string;
  readonly username: string;
  readonly name: string;
}

/** Who could no longer sign in if a method were off; owners come first. */
export interface LockOutPreview {
  /** At most 20 of them. */
  readonly people: readonly LockedOutPerson[];
  readonly total: number;
}

/** POST body; PATCH takes any part of it. `logo` is a data URL (png, jpeg, webp, bmp; 1 MB at most), or null for the default icon. */
export interface SignInMethodInput {
  readonly type: string;
  readonly name: string;
  readonly description?: string | null;
  readonly logo?: string | null;
  readonly public?: boolean;
  readonly publicity?: Publicity;
  readonly enabled?: boolean;
  readonly group?: MethodGroup;
  readonly position?: number;
  readonly params?: Readonly<Record<string, unknown>>;
}
/** `POST /api/v2/sign-in-methods/{id}/test` `{ certificate: PEM }`: a dry run. */
export interface MethodTestResult {
  readonly accepted: boolean;
  readonly code: ErrorCode | null;
  /** Why it was refused, in one English phrase: the extension, the algorithm, the name. */
  readonly reason: string | null;
  readonly certificate: CertificateSummary | null;
  /** The rule that made the subject, for example `certificate`. */
  readonly rule: string;
  readonly subject: string | null;
  readonly account: { readonly id: string; readonly username: string; readonly name: string } | null;
}
/** `POST /api/v2/certificates/inspect` `{ certificate: PEM }`: what is in a certificate; refuses private keys. */
export type CertificateInspection = CertificateSummary;
/**
 * `POST /api/v2/certificates/read` `{ certificate: text }` or `{ file: base64 }`: every certificate in it, whatever its format, each once;
 * refuses private keys.
 */
export interface ReadCertificate {
  readonly pem: string;
  readonly certificate: CertificateSummary;
}

/** `/api/v2/users[/{id}]` */
export interface UserRecord {
  readonly id: string;
  readonly username: string;
  readonly name: string;
  readonly email: string | null;
  /** An administrator confirmed that the address is theirs; the claim `email_verified`. */
  readonly emailVerified: boolean;
  readonly role: Role;
  readonly status: 'active' | 'blocked';
  readonly identifierCount: number;
  readonly createdAt: string;
  readonly lastSignInAt: string | null;
}
/** `GET /api/v2/users?sort=`: ascending, or descending with a minus. Whoever never signed in comes last either way. */
export const userSortings = ['username', '-username', 'name', '-name', 'last_sign_in', '-last_sign_in'] as const;
export type UserSorting = (typeof userSortings)[number];
/** `GET /api/v2/users?role=&status=&identifiers=`: `none` finds those who have only a password, or nothing, to sign in with. */
export interface UserFilter {
  readonly role?: Role;
  readonly status?: UserRecord['status'];
  readonly identifiers?: 'none' | 'some';
}
/** POST body; PATCH takes `name`, `email`, `emailVerified`, `role`, `status`. Without a password the answer carries an `initialPassword`. */
export interface UserInput {
  readonly username: string;
  readonly name: string;
  readonly email?: string | null;
  /** Confirms the address, which then signs in. */
  readonly emailVerified?: boolean;
  readonly role?: Role;
  /** A one-time password: it works for 72 hours, once, to choose another. */
  readonly password?: string;
}

/** `/api/v2/groups[/{id}]`; `PUT|DELETE …/members/{userId}` */
export interface GroupRecord {
  readonly id: string;
  /** Unique without regard to case; what applications are told. */
  readonly name: string;
  readonly description: string | null;
  readonly memberCount: number;
  readonly createdAt: string;
  readonly updatedAt: string;
}
/** POST body; PATCH takes any part of it. */
export interface GroupInput {
  readonly name: string;
  readonly description?: string | null;
}
/** `GET /api/v2/groups/{id}/members` */
export interface GroupMemberRecord {
  readonly id: string;
  readonly username: string;
  readonly name: string;
}

/** `/api/v2/clients[/{client_id}]`; OAuth names as in RFC 7591. */
export const assertionReuses = ['once', 'until_expiry'] as const;
export type AssertionReuse = (typeof assertionReuses)[number];

export interface ClientRecord {
  readonly client_id: string;
  readonly name: string;
  readonly app_type: 'regular_web' | 'spa' | 'native' | 'non_interactive';
  readonly redirect_uris: readonly string[];
  readonly post_logout_redirect_uris: readonly string[];
  readonly backchannel_logout_uri: string | null;
  readonly grant_types: readonly string[];
  readonly token_endpoint_auth_method: 'client_secret_basic' | 'client_secret_post' | 'none' | null;
  /** Set instead of `token_endpoint_auth_method`: then a secret is refused. Null for applications with a secret or none. */
  readonly client_authentication_methods: ClientAuthenticationMethods | null;
  /** For administrators; null: none. */
  readonly description: string | null;
  /** Texts of the administrators' own, such as a cost centre: at most ten, of 255 characters each. */
  readonly client_metadata: Readonly<Record<string, string>>;
  /** Access and refresh tokens are bound to the client's certificate (RFC 8705 §3). */
  readonly tls_client_certificate_bound_access_tokens: boolean;
  /** How often one signed assertion (`private_key_jwt`) is accepted: once, or again and again until it expires. */
  readonly assertion_reuse: AssertionReuse;
  readonly id_token_signed_response_alg: 'ES256' | 'RS256' | 'PS256';
  readonly scopes: readonly string[];
  /** A code is given only for a request with a PKCE challenge. Always true in effect for applications without a secret. */
  readonly require_pkce: boolean;
  /** Origins whose scripts may call the token endpoint and userinfo, beside those of `redirect_uris`. */
  readonly allowed_origins: readonly string[];
  /** Redirect URIs may use a private scheme without a dot, such as `vscode://`. Native applications only. */
  readonly allow_undotted_schemes: boolean;
  /** Which of a person's groups the application is told when it asks for the scope `groups`. */
  readonly group_release: 'none' | 'all' | 'chosen';
  /** Ids of the groups for `chosen`. */
  readonly released_groups: readonly string[];
  /** Levels of which every sign-in has to reach one; empty: any sign-in will do. */
  readonly accepted_acr_values: readonly string[];
  /** What becomes of levels that the application asks for itself (`acr_values`, or `acr` in `claims`). */
  readonly acr_requests: 'honour' | 'ignore';
  /** Seconds. */
  readonly id_token_ttl: number;
  /** Seconds. */
  readonly access_token_ttl: number;
  /** Seconds. */
  readonly refresh_token_ttl: number;
  /** First-party applications skip consent. */
  readonly first_party: boolean;
  readonly logo_uri: string | null;
  readonly client_uri: string | null;
  readonly policy_uri: string | null;
  readonly tos_uri: string | null;
  /** `#rrggbb` */
  readonly accent_color: string | null;
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
    /** A change leaves the others; null takes one away. */
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
