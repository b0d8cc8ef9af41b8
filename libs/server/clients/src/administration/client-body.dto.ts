import { ApiPropertyOptional, IntersectionType } from '@nestjs/swagger';
import { NullableField, OptionalField } from '@postern/management';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsObject,
  IsString,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { CreateClientDto, signingAlgorithms, UpdateClientDto } from './client.dto.js';
import { FixedValue } from '../auth0-shapes/fixed-value.js';

const longestAddress = 2000;

class JwtConfigurationDto {
  @ApiPropertyOptional({ enum: signingAlgorithms, description: 'Another name of `id_token_signed_response_alg`.' })
  @OptionalField()
  @IsIn(signingAlgorithms)
  readonly alg?: (typeof signingAlgorithms)[number];

  @ApiPropertyOptional({ type: Number, minimum: 60, maximum: 86_400, description: 'Another name of `id_token_ttl`.' })
  @OptionalField()
  @IsInt()
  @Min(60)
  @Max(86_400)
  readonly lifetime_in_seconds?: number;

  @FixedValue([true, false], 'Postern signs ID tokens with its own keys, never with the secret of the application')
  readonly secret_encoded?: boolean;
}

class BackchannelLogoutDto {
  @ApiPropertyOptional({ type: [String], description: 'One address at most.' })
  @OptionalField()
  @IsArray()
  @ArrayMaxSize(1)
  @IsString({ each: true })
  @MaxLength(longestAddress, { each: true })
  readonly backchannel_logout_urls?: readonly string[];
}

/** Fields of an application in the names of Auth0's management API, beside Postern's own. */
class Auth0ClientFields {
  @ApiPropertyOptional({ type: [String], description: 'Another name of `redirect_uris`.' })
  @OptionalField()
  @IsArray()
  @ArrayMaxSize(50)
  @ArrayUnique()
  @IsString({ each: true })
  @MaxLength(longestAddress, { each: true })
  readonly callbacks?: readonly string[];

  @ApiPropertyOptional({ type: [String], description: 'Another name of `post_logout_redirect_uris`.' })
  @OptionalField()
  @IsArray()
  @ArrayMaxSize(50)
  @ArrayUnique()
  @IsString({ each: true })
  @MaxLength(longestAddress, { each: true })
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

  @ApiPropertyOptional({ type: JwtConfigurationDto, description: 'How ID tokens are made.' })
  @OptionalField()
  @IsObject()
  @ValidateNested()
  @Type(() => JwtConfigurationDto)
  readonly jwt_configuration?: JwtConfigurationDto;

  @FixedValue([true], 'every application conforms to OpenID Connect')
  readonly oidc_conformant?: boolean;

  @FixedValue([false], 'no application is global')
  readonly global?: boolean;

  @FixedValue([true, false], 'a session always serves all applications')
  readonly sso?: boolean;

  @FixedValue([false], 'a session always serves all applications')
  readonly sso_disabled?: boolean;

  @FixedValue([false], 'people sign in on pages of Postern only')
  readonly cross_origin_authentication?: boolean;

  @FixedValue([false], 'people sign in on pages of Postern only')
  readonly cross_origin_auth?: boolean;

  @FixedValue([true, false], 'the sign-in page is the same for all applications')
  readonly custom_login_page_on?: boolean;

  @FixedValue([false], 'addresses of people are never taken from a token request')
  readonly is_token_endpoint_ip_header_trusted?: boolean;

  @FixedValue([false], 'pushed requests (RFC 9126) are always possible and never forced')
  readonly require_pushed_authorization_requests?: boolean;

  @FixedValue(['deny', null], 'there are no organizations')
  readonly organization_usage?: string | null;

  @FixedValue(['no_prompt', null], 'there are no organizations')
  readonly organization_require_behavior?: string | null;
}

/** Says again what cannot change: accepted from those who send back what they read. */
class ReadOnlyClientFields {
  @ApiPropertyOptional({ type: String, description: 'Cannot be changed.' })
  @OptionalField()
  @IsString()
  readonly client_id?: string;

  @ApiPropertyOptional({ type: Boolean, description: 'Cannot be changed.' })
  @OptionalField()
  @IsBoolean()
  readonly built_in?: boolean;

  @ApiPropertyOptional({ type: String, description: 'Cannot be changed.' })
  @OptionalField()
  @IsString()
  readonly created_at?: string;

  @ApiPropertyOptional({ type: String, description: 'Cannot be changed.' })
  @OptionalField()
  @IsString()
  readonly updated_at?: string;
}

export class CreateClientBody extends IntersectionType(CreateClientDto, Auth0ClientFields) {}

export class UpdateClientBody extends IntersectionType(UpdateClientDto, Auth0ClientFields, ReadOnlyClientFields) {}
