import type { AssertionReuse, ClientAccess, OrganizationStatus } from '@postern/contracts';

/** Client metadata of our own, beside what the engine knows; all of it optional. */
export const ownClientMetadata = [
  'first_party',
  'access_token_ttl',
  'refresh_token_ttl',
  'accent_color',
  'management_scopes',
  'assertion_reuse',
  'require_pkce',
  'allowed_origins',
  'group_release',
  'released_groups',
  'certificate_required',
  'pairwise_identifiers',
  'id_token_ttl',
  'accepted_acr_values',
  'acr_requests',
  'access',
  'organization',
] as const;

export interface OwnClientMetadata {
  readonly first_party?: boolean;
  /** Seconds. */
  readonly access_token_ttl?: number;
  /** Seconds. */
  readonly id_token_ttl?: number;
  /** Seconds. */
  readonly refresh_token_ttl?: number;
  readonly accent_color?: string;
  readonly assertion_reuse?: AssertionReuse;
  /** Scopes of the management API that the client may ask for. */
  readonly management_scopes?: readonly string[];
  readonly require_pkce?: boolean;
  /** Origins whose scripts may read answers, beside those of the redirect URIs. */
  readonly allowed_origins?: readonly string[];
  readonly group_release?: 'none' | 'all' | 'chosen';
  readonly released_groups?: readonly string[];
  readonly certificate_required?: boolean;
  readonly pairwise_identifiers?: boolean;
  /** Levels of a sign-in of which one is needed; none: any. */
  readonly accepted_acr_values?: readonly string[];
  /** Whether levels that the application asks for are honoured. */
  readonly acr_requests?: 'honour' | 'ignore';
  /** Who may enter; absent: everybody. */
  readonly access?: ClientAccess;
  /** Whose application it is; absent: the system's. */
  readonly organization?: {
    readonly id: string;
    readonly status: OrganizationStatus;
    readonly contact: string | null;
  };
}

/** Reads metadata of our own from a client of the engine. */
export const ownMetadataOf = (client: object): OwnClientMetadata => client as OwnClientMetadata;
