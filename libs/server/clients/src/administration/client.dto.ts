import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional, IntersectionType, OmitType, PartialType } from '@nestjs/swagger';
import {
  type AssertionReuse,
  assertionReuses,
  type ClientInput,
  type ClientPatch,
  type ClientRecord,
  levels,
  type RoleLevels,
} from '@postern/contracts';
import { LowerCase, NullableField, OptionalField, Text } from '@postern/management';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsObject,
  IsUUID,
  Matches,
  ValidateNested,
} from 'class-validator';
import { AuthenticationMethodsDto, NewAuthenticationMethodsDto } from '../credentials/authentication-methods.dto.js';
import { AccessSettingDto } from './client-access.dto.js';
import { ClientOwnerDto } from './client-owner.dto.js';
import { ClientTexts } from './client-texts.js';
import { IdentifierReleaseDto } from './identifier-release.dto.js';
import { jwtBearerGrant, tokenExchangeGrant } from '../grant-types.js';
import { registrableScopes } from '../scopes.js';
import { SecondsField, UrlField, UrlListField } from '../client-fields.js';

const appTypes = ['regular_web', 'spa', 'native', 'non_interactive'] as const;
const grantTypes = [
  'authorization_code',
  'refresh_token',
  'client_credentials',
  jwtBearerGrant,
  tokenExchangeGrant,
] as const;
const authMethods = ['client_secret_basic', 'client_secret_post', 'none'] as const;
const groupReleases = ['none', 'all', 'chosen'] as const;
const acrRequests = ['honour', 'ignore'] as const;
export const signingAlgorithms = ['ES256', 'RS256', 'PS256'] as const;

const RoleLevelsField = (): PropertyDecorator =>
  applyDecorators(
    ApiPropertyOptional({ enum: levels, isArray: true }),
    OptionalField(),
    IsArray(),
    ArrayUnique(),
    IsIn(levels, { each: true }),
  );

export class RoleLevelsDto implements RoleLevels {
  @RoleLevelsField()
  readonly owner?: readonly string[];

  @RoleLevelsField()
  readonly administrator?: readonly string[];

  @RoleLevelsField()
  readonly manager?: readonly string[];
}

export class CreateClientDto
  extends IntersectionType(IdentifierReleaseDto, ClientOwnerDto, AccessSettingDto)
  implements Omit<ClientInput, 'access'>
{
  @ApiProperty({ type: String, example: 'Payroll', maxLength: 100 })
  @Text({ max: 100 })
  readonly name!: string;

  @ApiPropertyOptional({ type: String, nullable: true, maxLength: 140, description: 'For administrators.' })
  @NullableField()
  @Text({ min: 0, max: 140 })
  readonly description?: string | null;

  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: { type: 'string', nullable: true },
    description:
      'Texts of your own, such as a cost centre: ten at most, names and texts of 255 characters at most. A change leaves the others; null takes one away.',
  })
  @OptionalField()
  @ClientTexts()
  readonly client_metadata?: Readonly<Record<string, string | null>>;

  @ApiPropertyOptional({ enum: appTypes, default: 'regular_web' })
  @OptionalField()
  @IsIn(appTypes)
  readonly app_type?: ClientRecord['app_type'];

  @UrlListField({ example: ['https://payroll.example.org/callback'] })
  readonly redirect_uris?: readonly string[];

  @UrlListField({ example: ['https://payroll.example.org/'] })
  readonly post_logout_redirect_uris?: readonly string[];

  @UrlField({ example: 'https://payroll.example.org/logout' })
  readonly backchannel_logout_uri?: string | null;

  @ApiPropertyOptional({ enum: grantTypes, isArray: true })
  @OptionalField()
  @IsArray()
  @ArrayUnique()
  @IsIn(grantTypes, { each: true })
  readonly grant_types?: readonly string[];

  @ApiPropertyOptional({
    enum: authMethods,
    nullable: true,
    description: 'How the secret is sent. Null beside `client_authentication_methods`.',
  })
  @NullableField()
  @IsIn(authMethods)
  readonly token_endpoint_auth_method?: (typeof authMethods)[number] | null;

  @ApiPropertyOptional({
    type: NewAuthenticationMethodsDto,
    nullable: true,
    description: 'One method with its credentials, made with the application: all or nothing. Instead of a secret.',
  })
  @NullableField()
  @IsObject()
  @ValidateNested()
  @Type(() => NewAuthenticationMethodsDto)
  readonly client_authentication_methods?: NewAuthenticationMethodsDto | null;

  @ApiPropertyOptional({
    type: Boolean,
    default: false,
    description: 'Binds tokens to the certificate of the connection (RFC 8705 §3).',
  })
  @OptionalField()
  @IsBoolean()
  readonly tls_client_certificate_bound_access_tokens?: boolean;

  @ApiPropertyOptional({
    enum: assertionReuses,
    default: 'once',
    description:
      'How often one signed assertion is accepted. `until_expiry` is for libraries that send the same one again, such as MSAL; the key-credentials manifest sets it for applications that have not chosen.',
  })
  @OptionalField()
  @IsIn(assertionReuses)
  readonly assertion_reuse?: AssertionReuse;

  @ApiPropertyOptional({
    enum: signingAlgorithms,
    default: 'RS256',
    description: 'RS256 works with every client library; ES256 is shorter and faster, and some libraries must be told.',
  })
  @OptionalField()
  @IsIn(signingAlgorithms)
  readonly id_token_signed_response_alg?: ClientRecord['id_token_signed_response_alg'];

  @ApiPropertyOptional({
    enum: registrableScopes,
    isArray: true,
    description:
      'Scopes it may ask for. `identifiers` and `certificate` tell it of certificates, whose serial numbers identify people across applications; `certificate:pem` is for first-party applications.',
  })
  @OptionalField()
  @IsArray()
  @ArrayUnique()
  @IsIn(registrableScopes, { each: true })
  readonly scopes?: readonly string[];

  @ApiPropertyOptional({
    type: Boolean,
    default: true,
    description: 'Refuses authorization requests without a PKCE challenge (RFC 9700 §2.1.1).',
  })
  @OptionalField()
  @IsBoolean()
  readonly require_pkce?: boolean;

  @UrlListField({
    example: ['capacitor://localhost'],
    description: 'Origins whose scripts may call the token endpoint and userinfo, beside those of `redirect_uris`.',
  })
  readonly allowed_origins?: readonly string[];

  @ApiPropertyOptional({
    type: Boolean,
    default: false,
    description:
      'Accepts redirect URIs with a private scheme without a dot, such as `vscode://`. Other programs can claim such a scheme more easily.',
  })
  @OptionalField()
  @IsBoolean()
  readonly allow_undotted_schemes?: boolean;

  @ApiPropertyOptional({
    enum: groupReleases,
    default: 'none',
    description: "Which of a person's groups it is told when it asks for the scope `groups`.",
  })
  @OptionalField()
  @IsIn(groupReleases)
  readonly group_release?: ClientRecord['group_release'];

  @ApiPropertyOptional({ type: [String], description: 'Ids of the groups for `group_release: chosen`.' })
  @OptionalField()
  @IsArray()
  @ArrayMaxSize(500)
  @ArrayUnique()
  @LowerCase()
  @IsUUID(undefined, { each: true })
  readonly released_groups?: readonly string[];

  @ApiPropertyOptional({
    enum: levels,
    isArray: true,
    example: ['urn:postern:acr:certificate'],
    description: 'Every sign-in has to reach one of these levels. If empty, any sign-in is accepted.',
  })
  @OptionalField()
  @IsArray()
  @ArrayUnique()
  @IsIn(levels, { each: true })
  readonly accepted_acr_values?: readonly string[];

  @ApiPropertyOptional({
    enum: acrRequests,
    default: 'honour',
    description:
      'Whether levels that the application asks for with `acr_values`, or `acr` in `claims`, are honoured or ignored.',
  })
  @OptionalField()
  @IsIn(acrRequests)
  readonly acr_requests?: ClientRecord['acr_requests'];

  @SecondsField({ minimum: 60, maximum: 86_400, default: 3600 })
  readonly id_token_ttl?: number;

  @SecondsField({ minimum: 60, maximum: 86_400, default: 3600 })
  readonly access_token_ttl?: number;

  @SecondsField({ minimum: 300, maximum: 31_536_000, default: 1_209_600 })
  readonly refresh_token_ttl?: number;

  @ApiPropertyOptional({
    type: Boolean,
    default: false,
    description: 'First-party applications skip consent, except to identifiers on request.',
  })
  @OptionalField()
  @IsBoolean()
  readonly first_party?: boolean;

  @UrlField({ example: 'https://payroll.example.org/logo.png' })
  readonly logo_uri?: string | null;

  @UrlField({ description: 'Home page.' })
  readonly client_uri?: string | null;

  @UrlField()
  readonly policy_uri?: string | null;

  @UrlField()
  readonly tos_uri?: string | null;

  @ApiPropertyOptional({ type: String, nullable: true, example: '#1f6feb' })
  @NullableField()
  @Matches(/^#[\da-f]{6}$/i, { message: 'accent_color must be written #rrggbb' })
  readonly accent_color?: string | null;
}

export class UpdateClientDto
  extends PartialType(OmitType(CreateClientDto, ['client_authentication_methods']), { skipNullProperties: false })
  implements Omit<ClientPatch, 'access'>
{
  @ApiPropertyOptional({
    type: AuthenticationMethodsDto,
    nullable: true,
    description:
      'One method with credentials that are there. Null, together with token_endpoint_auth_method: a secret again.',
  })
  @NullableField()
  @IsObject()
  @ValidateNested()
  @Type(() => AuthenticationMethodsDto)
  readonly client_authentication_methods?: AuthenticationMethodsDto | null;

  @ApiPropertyOptional({
    type: RoleLevelsDto,
    description:
      'Of the panel only: levels of which people with a role have to reach one to administer. Roles that are not named do not change, an empty list accepts any sign-in.',
  })
  @OptionalField()
  @IsObject()
  @ValidateNested()
  @Type(() => RoleLevelsDto)
  readonly role_acr_values?: RoleLevelsDto;
}
