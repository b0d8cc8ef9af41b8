import { ApiPropertyOptional, IntersectionType, OmitType, PartialType, PickType } from '@nestjs/swagger';
import { OptionalField } from '@postern/management';
import { Transform } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsInt, IsString, MaxLength } from 'class-validator';
import { CreateResourceServerDto, UpdateResourceServerDto } from './resource-server.dto.js';
import { FixedValue } from '../auth0-shapes/fixed-value.js';
import { ListQuery } from '../auth0-shapes/list.query.js';
import { SecondsField } from '../client-fields.js';
import { ReadOnlyField } from '../auth0-shapes/read-only-field.js';

/** Fields of an API in the names of Auth0's management API, beside Postern's own. */
class Auth0ApiFields {
  @SecondsField({ minimum: 60, maximum: 86_400, description: 'Another name of `access_token_ttl`.' })
  readonly token_lifetime?: number;

  @FixedValue([true, false], 'whether there are refresh tokens is a setting of the application')
  readonly allow_offline_access?: boolean;

  @FixedValue([true], 'first-party applications always skip consent')
  readonly skip_consent_for_verifiable_first_party_clients?: boolean;

  @FixedValue([false], 'what an application may do is in its client grant')
  readonly enforce_policies?: boolean;

  @FixedValue(['rfc9068_profile'], 'access tokens have the form of RFC 9068')
  readonly token_dialect?: string;

  @FixedValue(['standard', null], 'consent is asked as for every API')
  readonly consent_policy?: string | null;

  @ApiPropertyOptional({
    type: Number,
    description: 'Tokens of an API live equally long everywhere: as `token_lifetime`.',
  })
  @OptionalField()
  @IsInt()
  readonly token_lifetime_for_web?: number;

  @FixedValue([true, false], 'whether there are refresh tokens is a setting of the application')
  readonly allow_online_access?: boolean;

  @FixedValue([false], 'there are no ephemeral sessions')
  readonly allow_online_access_with_ephemeral_sessions?: boolean;

  @FixedValue([null], 'there are no anonymous sessions')
  readonly token_lifetime_for_anonymous_access_tokens?: null;

  @FixedValue([null], 'access tokens are signed, not encrypted')
  readonly token_encryption?: null;

  @FixedValue([null, []], 'authorization details (RFC 9396) are not offered')
  readonly authorization_details?: unknown;

  @FixedValue(
    [null, { mechanism: 'mtls', required: false }],
    'tls_client_certificate_bound_access_tokens of an application binds its tokens',
  )
  readonly proof_of_possession?: unknown;

  @FixedValue(
    [
      { user: { policy: 'require_client_grant' }, client: { policy: 'require_client_grant' } },
      { client: { policy: 'require_client_grant' }, user: { policy: 'require_client_grant' } },
      { user: { policy: 'require_client_grant' } },
      { client: { policy: 'require_client_grant' } },
    ],
    'an application always needs a client grant',
  )
  readonly subject_type_authorization?: unknown;

  @FixedValue([null], 'what an application may do is in its client grant')
  readonly authorization_policy?: null;
}

/** Read-only fields: accepted from clients that send back the whole object. */
class ReadOnlyApiFields {
  @ReadOnlyField()
  readonly id?: unknown;

  @ReadOnlyField()
  readonly identifier?: unknown;

  @ReadOnlyField('boolean')
  readonly built_in?: unknown;

  @ReadOnlyField('boolean')
  readonly is_system?: unknown;

  @ReadOnlyField()
  readonly created_at?: unknown;

  @ReadOnlyField()
  readonly updated_at?: unknown;
}

/** Auth0 lets an API go without a name; it is called by its identifier then. */
class UnnamedApiDto extends IntersectionType(
  OmitType(CreateResourceServerDto, ['name']),
  PartialType(PickType(CreateResourceServerDto, ['name']), { skipNullProperties: false }),
) {}

export class CreateResourceServerBody extends IntersectionType(UnnamedApiDto, Auth0ApiFields) {}

export class UpdateResourceServerBody extends IntersectionType(
  UpdateResourceServerDto,
  Auth0ApiFields,
  ReadOnlyApiFields,
) {}

/** A list of APIs; those with some identifiers only, where that is said. */
export class ResourceServersQuery extends ListQuery {
  @ApiPropertyOptional({ type: [String], description: 'Only APIs with these identifiers.' })
  @OptionalField()
  @Transform(({ value }: { readonly value: unknown }) => (typeof value === 'string' ? [value] : value))
  @IsArray()
  @ArrayMaxSize(50)
  @IsString({ each: true })
  @MaxLength(500, { each: true })
  readonly identifiers?: readonly string[];
}
