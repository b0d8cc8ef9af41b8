import { ApiPropertyOptional, IntersectionType } from '@nestjs/swagger';
import { NullableField, OptionalField } from '@postern/management';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsBoolean, IsIn, IsObject, IsString, MaxLength, ValidateNested } from 'class-validator';
import { CreateClientDto, signingAlgorithms, UpdateClientDto } from './client.dto.js';
import { FixedClientFields } from '../auth0-shapes/fixed-client-fields.dto.js';
import { FixedValue } from '../auth0-shapes/fixed-value.js';
import { ReadOnlyField } from '../auth0-shapes/read-only-field.js';
import { longestUrl, SecondsField, UrlListField } from '../client-fields.js';

class JwtConfigurationDto {
  @ApiPropertyOptional({ enum: signingAlgorithms, description: 'Another name of `id_token_signed_response_alg`.' })
  @OptionalField()
  @IsIn(signingAlgorithms)
  readonly alg?: (typeof signingAlgorithms)[number];

  @SecondsField({ minimum: 60, maximum: 86_400, description: 'Another name of `id_token_ttl`.' })
  readonly lifetime_in_seconds?: number;

  @FixedValue([true, false], 'Postern signs ID tokens with its own keys, never with the secret of the application')
  readonly secret_encoded?: boolean;

  @FixedValue([{}], 'scopes stand in scopes')
  readonly scopes?: unknown;
}

class BackchannelLogoutDto {
  @ApiPropertyOptional({ type: [String], description: 'One address at most.' })
  @OptionalField()
  @IsArray()
  @ArrayMaxSize(1)
  @IsString({ each: true })
  @MaxLength(longestUrl, { each: true })
  readonly backchannel_logout_urls?: readonly string[];

  @FixedValue([{ mode: 'all' }], 'every end of a session is told')
  readonly backchannel_logout_initiators?: unknown;

  @FixedValue([null, { include: false }], 'a logout token names the session and nothing else of it')
  readonly backchannel_logout_session_metadata?: unknown;
}

class RefreshTokenDto {
  @FixedValue(['rotating'], 'each refresh token works once')
  readonly rotation_type?: string;

  @FixedValue(['expiring'], 'refresh tokens always expire')
  readonly expiration_type?: string;

  @FixedValue([0], 'a refresh token that was used is refused at once')
  readonly leeway?: number;

  @SecondsField({
    minimum: 300,
    maximum: 31_536_000,
    description: 'Another name of `refresh_token_ttl`: seconds that a refresh token works when it is not used.',
  })
  readonly idle_token_lifetime?: number;

  @FixedValue([false], 'a refresh token that is not used ends with idle_token_lifetime')
  readonly infinite_idle_token_lifetime?: boolean;

  @FixedValue(
    [true],
    'refresh tokens that are used go on with the consent; idle_token_lifetime limits those that are not',
  )
  readonly infinite_token_lifetime?: boolean;

  @FixedValue([null, []], 'what a refresh token may be used for is in the client grants')
  readonly policies?: unknown;
}

/** Fields of an application in the names of Auth0's management API, beside Postern's own. */
class Auth0ClientFields {
  @UrlListField({ description: 'Another name of `redirect_uris`.' })
  readonly callbacks?: readonly string[];

  @UrlListField({ description: 'Another name of `post_logout_redirect_uris`.' })
  readonly allowed_logout_urls?: readonly string[];

  @ApiPropertyOptional({ type: Boolean, description: 'Another name of `first_party`.' })
  @OptionalField()
  @IsBoolean()
  readonly is_first_party?: boolean;

  @ApiPropertyOptional({ type: Boolean, description: 'Another name of `tls_client_certificate_bound_access_tokens`.' })
  @OptionalField()
  @IsBoolean()
  readonly require_proof_of_possession?: boolean;

  @ApiPropertyOptional({ type: BackchannelLogoutDto, description: 'Another name of `backchannel_logout_uri`.' })
  @NullableField()
  @IsObject()
  @ValidateNested()
  @Type(() => BackchannelLogoutDto)
  readonly oidc_logout?: BackchannelLogoutDto | null;

  @ApiPropertyOptional({ type: BackchannelLogoutDto, description: 'Former name of `oidc_logout`.' })
  @NullableField()
  @IsObject()
  @ValidateNested()
  @Type(() => BackchannelLogoutDto)
  readonly oidc_backchannel_logout?: BackchannelLogoutDto | null;

  @UrlListField({ description: 'Another name of `allowed_origins`.' })
  readonly web_origins?: readonly string[];

  @ApiPropertyOptional({ type: RefreshTokenDto, nullable: true, description: 'How refresh tokens live.' })
  @NullableField()
  @IsObject()
  @ValidateNested()
  @Type(() => RefreshTokenDto)
  readonly refresh_token?: RefreshTokenDto | null;

  @ApiPropertyOptional({ type: JwtConfigurationDto, description: 'How ID tokens are made.' })
  @OptionalField()
  @IsObject()
  @ValidateNested()
  @Type(() => JwtConfigurationDto)
  readonly jwt_configuration?: JwtConfigurationDto;
}

/** Read-only fields: accepted from clients that send back the whole object. */
class ReadOnlyClientFields {
  @ReadOnlyField()
  readonly client_id?: unknown;

  @ReadOnlyField('boolean')
  readonly built_in?: unknown;

  @ReadOnlyField()
  readonly created_at?: unknown;

  @ReadOnlyField()
  readonly updated_at?: unknown;
}

export class CreateClientBody extends IntersectionType(CreateClientDto, Auth0ClientFields, FixedClientFields) {}

export class UpdateClientBody extends IntersectionType(
  UpdateClientDto,
  Auth0ClientFields,
  FixedClientFields,
  ReadOnlyClientFields,
) {}
