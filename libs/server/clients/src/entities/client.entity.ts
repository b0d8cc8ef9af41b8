import type { AssertionReuse, CertificateAuthenticationMethod, ClientAccess, RoleLevels } from '@postern/contracts';
import { OrganizationEntity } from '@postern/organizations';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';

/** OAuth metadata of a client in the names of RFC 7591; validated before it is stored. */
export interface ClientMetadata {
  readonly redirect_uris: readonly string[];
  readonly post_logout_redirect_uris: readonly string[];
  readonly backchannel_logout_uri: string | null;
  readonly grant_types: readonly string[];
  /** How the secret is sent; not used while `authenticationMethod` is set. */
  readonly token_endpoint_auth_method: 'client_secret_basic' | 'client_secret_post' | 'none';
  readonly id_token_signed_response_alg: 'ES256' | 'RS256' | 'PS256';
  readonly scopes: readonly string[];
  /** Absent in rows from before it existed: no. */
  readonly tls_client_certificate_bound_access_tokens?: boolean;
  /** Absent while nobody chose: `once`. */
  readonly assertion_reuse?: AssertionReuse;
  /** Absent in rows from before it existed: no. */
  readonly require_pkce?: boolean;
  /** Absent in rows from before it existed: `none`. */
  readonly group_release?: 'none' | 'all' | 'chosen';
  /** Absent in rows from before it existed: none. */
  readonly released_groups?: readonly string[];
  /** Absent in rows from before it existed: no. */
  readonly certificate_required?: boolean;
  /** Absent in rows from before it existed: no. */
  readonly pairwise_identifiers?: boolean;
  /** Absent in rows from before it existed: any. */
  readonly accepted_acr_values?: readonly string[];
  /** Absent in rows from before it existed: `honour`. */
  readonly acr_requests?: 'honour' | 'ignore';
  /** Absent in rows from before it existed: everybody. */
  readonly access?: ClientAccess;
  /** Of the panel only. Absent: anybody who administers may sign in at any level. */
  readonly role_acr_values?: RoleLevels;
  /** Absent in rows from before it existed: none. */
  readonly allowed_origins?: readonly string[];
  /** Absent in rows from before it existed: no. */
  readonly allow_undotted_schemes?: boolean;
  /** For administrators. */
  readonly description?: string | null;
  readonly client_metadata?: Readonly<Record<string, string>>;
  /** Seconds; absent: an hour. */
  readonly id_token_ttl?: number;
  /** Seconds. */
  readonly access_token_ttl: number;
  /** Seconds. */
  readonly refresh_token_ttl: number;
  readonly logo_uri: string | null;
  readonly client_uri: string | null;
  readonly policy_uri: string | null;
  readonly tos_uri: string | null;
  readonly accent_color: string | null;
}

/** An application (relying party). */
@Entity('client')
@Unique('client_method', ['clientId', 'authenticationMethod'])
@ForeignKey(() => OrganizationEntity, ['organizationId'], ['id'], { name: 'client_organization', onDelete: 'RESTRICT' })
@Check(
  'client_authentication_method',
  `authentication_method in ('self_signed_tls_client_auth', 'tls_client_auth', 'private_key_jwt')`,
)
@Check('client_app_type', `app_type in ('regular_web', 'spa', 'native', 'non_interactive')`)
@Check('client_name', 'name = btrim(name) and char_length(name) between 1 and 100')
export class ClientEntity {
  @PrimaryColumn('text', { name: 'client_id', primaryKeyConstraintName: 'client_pk' })
  readonly clientId!: string;

  @Column({ type: 'text', collation: 'postern_names' })
  name!: string;

  @Column('text', { name: 'app_type' })
  appType!: 'regular_web' | 'spa' | 'native' | 'non_interactive';

  /** `sha256:<base64url>`; null for public clients. */
  @Column('text', { name: 'secret_hash', nullable: true })
  secretHash!: string | null;

  /** Set: the application authenticates with the credentials that `client_credential_use` names, and its secret is refused. */
  @Column('text', { name: 'authentication_method', nullable: true })
  authenticationMethod!: CertificateAuthenticationMethod | null;

  @Column('jsonb')
  metadata!: ClientMetadata;

  @Column('boolean', { name: 'first_party', default: false })
  firstParty!: boolean;

  @Column('boolean', { name: 'built_in', default: false })
  builtIn!: boolean;

  /** Null: the system's. */
  @Index('client_organization_id')
  @Column('uuid', { name: 'organization_id', nullable: true })
  organizationId!: string | null;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  readonly createdAt!: Date;

  @Column('timestamptz', { name: 'updated_at', default: () => 'now()' })
  updatedAt!: Date;
}
