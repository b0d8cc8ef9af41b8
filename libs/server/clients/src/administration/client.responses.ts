import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  assertionReuses,
  type ClientAccess,
  type ClientRecord,
  type ClientWithSecret,
  levels,
  type Page,
  type RoleLevels,
} from '@postern/contracts';
import { ClientAccessDto } from './client-access.dto.js';
import { RoleLevelsDto } from './client.dto.js';

export class ClientResponse implements ClientRecord {
  @ApiProperty({ type: String, example: 'q2Xw0mJ0R2-Qm6y5oK7h8A' })
  readonly client_id!: string;

  @ApiProperty({ type: String, example: 'Payroll' })
  readonly name!: string;

  @ApiProperty({ type: String, nullable: true })
  readonly description!: string | null;

  @ApiProperty({ type: 'object', additionalProperties: { type: 'string' }, example: { cost_centre: '4711' } })
  readonly client_metadata!: Readonly<Record<string, string>>;

  @ApiProperty({ enum: ['regular_web', 'spa', 'native', 'non_interactive'] })
  readonly app_type!: ClientRecord['app_type'];

  @ApiProperty({ type: [String], example: ['https://payroll.example.org/callback'] })
  readonly redirect_uris!: readonly string[];

  @ApiProperty({ type: [String] })
  readonly post_logout_redirect_uris!: readonly string[];

  @ApiProperty({ type: String, nullable: true })
  readonly backchannel_logout_uri!: string | null;

  @ApiProperty({ type: [String], example: ['authorization_code', 'refresh_token'] })
  readonly grant_types!: readonly string[];

  @ApiProperty({ enum: ['client_secret_basic', 'client_secret_post', 'none'], nullable: true })
  readonly token_endpoint_auth_method!: ClientRecord['token_endpoint_auth_method'];

  @ApiProperty({
    type: 'object',
    nullable: true,
    description:
      'Set instead of `token_endpoint_auth_method`: then a secret is refused. One method, and who serves it.',
    example: { private_key_jwt: { credentials: [{ id: '8d3f0c1e-5d0e-4f0a-9a3e-0c5b7f1a2b3c' }] } },
    additionalProperties: {
      type: 'object',
      properties: { credentials: { type: 'array', items: { type: 'object', properties: { id: { type: 'string' } } } } },
    },
  })
  readonly client_authentication_methods!: ClientRecord['client_authentication_methods'];

  @ApiProperty({ type: Boolean, description: 'Tokens are bound to the certificate of the connection (RFC 8705 §3).' })
  readonly tls_client_certificate_bound_access_tokens!: boolean;

  @ApiProperty({ enum: assertionReuses, description: 'How often one signed assertion is accepted.' })
  readonly assertion_reuse!: ClientRecord['assertion_reuse'];

  @ApiProperty({ enum: ['ES256', 'RS256', 'PS256'] })
  readonly id_token_signed_response_alg!: ClientRecord['id_token_signed_response_alg'];

  @ApiProperty({ type: [String], example: ['openid', 'profile', 'email'] })
  readonly scopes!: readonly string[];

  @ApiProperty({ type: Boolean, description: 'Authorization requests need a PKCE challenge.' })
  readonly require_pkce!: boolean;

  @ApiProperty({ type: [String], example: ['capacitor://localhost'] })
  readonly allowed_origins!: readonly string[];

  @ApiProperty({ type: Boolean, description: 'Redirect URIs may use a private scheme without a dot.' })
  readonly allow_undotted_schemes!: boolean;

  @ApiProperty({ enum: ['none', 'all', 'chosen'], description: 'Which groups the scope `groups` tells.' })
  readonly group_release!: ClientRecord['group_release'];

  @ApiProperty({ type: [String], description: 'Ids of the groups for `chosen`.' })
  readonly released_groups!: readonly string[];

  @ApiProperty({
    type: Boolean,
    description: 'With the scope `certificate`, nobody signs in without telling it which certificate they use.',
  })
  readonly certificate_required!: boolean;

  @ApiProperty({
    type: Boolean,
    description: 'Fingerprints and serial numbers of certificates are replaced by a value for its sector alone.',
  })
  readonly pairwise_identifiers!: boolean;

  @ApiProperty({
    enum: levels,
    isArray: true,
    description: 'Every sign-in has to reach one of them. If empty, any sign-in is accepted.',
  })
  readonly accepted_acr_values!: readonly string[];

  @ApiProperty({
    enum: ['honour', 'ignore'],
    description: 'Whether levels that the application asks for are honoured or ignored.',
  })
  readonly acr_requests!: ClientRecord['acr_requests'];

  @ApiProperty({ type: ClientAccessDto, description: 'Who may enter it.' })
  readonly access!: ClientAccess;

  @ApiPropertyOptional({ type: RoleLevelsDto, description: 'Of the panel only: what it takes to administer.' })
  readonly role_acr_values?: RoleLevels;

  @ApiProperty({ type: Number, example: 3600, description: 'Seconds.' })
  readonly id_token_ttl!: number;

  @ApiProperty({ type: Number, example: 3600, description: 'Seconds.' })
  readonly access_token_ttl!: number;

  @ApiProperty({ type: Number, example: 1_209_600, description: 'Seconds.' })
  readonly refresh_token_ttl!: number;

  @ApiProperty({
    type: Boolean,
    description: 'First-party applications skip consent, except to identifiers on request.',
  })
  readonly first_party!: boolean;

  @ApiProperty({ type: String, nullable: true })
  readonly logo_uri!: string | null;

  @ApiProperty({ type: String, nullable: true })
  readonly client_uri!: string | null;

  @ApiProperty({ type: String, nullable: true })
  readonly policy_uri!: string | null;

  @ApiProperty({ type: String, nullable: true })
  readonly tos_uri!: string | null;

  @ApiProperty({ type: String, nullable: true, example: '#1f6feb' })
  readonly accent_color!: string | null;

  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: "Null: the system's." })
  readonly organization_id!: string | null;

  @ApiProperty({ type: Boolean })
  readonly built_in!: boolean;

  @ApiProperty({ type: String, format: 'date-time' })
  readonly created_at!: string;

  @ApiProperty({ type: String, format: 'date-time' })
  readonly updated_at!: string;
}

export class ClientWithSecretResponse extends ClientResponse implements ClientWithSecret {
  @ApiProperty({ type: String, nullable: true, description: 'Shown once; null for applications that keep no secret.' })
  readonly client_secret!: string | null;
}

export class ChangedClientResponse extends ClientResponse {
  @ApiPropertyOptional({ type: String, description: 'Only when the change made a secret necessary; shown once.' })
  readonly client_secret?: string | null;
}

export class ClientPageResponse implements Page<ClientRecord> {
  @ApiProperty({ type: [ClientResponse] })
  readonly items!: readonly ClientResponse[];

  @ApiProperty({ type: Number, example: 1 })
  readonly total!: number;

  @ApiProperty({ type: Number, example: 0 })
  readonly page!: number;

  @ApiProperty({ type: Number, example: 20 })
  readonly pageSize!: number;
}
