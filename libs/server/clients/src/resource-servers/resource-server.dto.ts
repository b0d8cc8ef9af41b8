import { ApiProperty, ApiPropertyOptional, OmitType, PartialType } from '@nestjs/swagger';
import type { ResourceServerInput } from '@postern/contracts';
import { NullableField, OptionalField, Text } from '@postern/management';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayUnique, IsArray, IsIn, IsString, ValidateNested } from 'class-validator';
import { ApiIdentifier } from './api-identifier.js';
import { ApiScopeDto } from './api-scope.dto.js';
import { SecondsField } from '../client-fields.js';

export const accessTokenFormats = ['jwt', 'opaque'] as const;
export const accessTokenAlgorithms = ['ES256', 'RS256'] as const;

export class CreateResourceServerDto implements ResourceServerInput {
  @ApiProperty({ type: String, example: 'Invoices', maxLength: 100 })
  @Text({ max: 100 })
  readonly name!: string;

  @ApiProperty({ type: String, example: 'https://invoices.example.org', description: 'The audience (RFC 8707 §2).' })
  @ApiIdentifier()
  readonly identifier!: string;

  @ApiPropertyOptional({ type: [ApiScopeDto] })
  @OptionalField()
  @IsArray()
  @ArrayMaxSize(200)
  @ArrayUnique(({ value }: ApiScopeDto) => value, { message: 'scopes must have different values' })
  @ValidateNested({ each: true })
  @Type(() => ApiScopeDto)
  readonly scopes?: readonly ApiScopeDto[];

  @ApiPropertyOptional({ enum: accessTokenFormats, default: 'jwt', description: '`jwt`: RFC 9068.' })
  @OptionalField()
  @IsIn(accessTokenFormats)
  readonly access_token_format?: 'jwt' | 'opaque';

  @ApiPropertyOptional({ enum: accessTokenAlgorithms, default: 'ES256' })
  @OptionalField()
  @IsIn(accessTokenAlgorithms)
  readonly signing_alg?: 'ES256' | 'RS256';

  @SecondsField({ minimum: 60, maximum: 86_400, default: 3600 })
  readonly access_token_ttl?: number;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    description: 'The application that is this API: only it may exchange tokens that were sent to it.',
  })
  @NullableField()
  @IsString()
  readonly client_id?: string | null;
}

/** Tokens and grants name an API by its identifier, so that stays. */
export class UpdateResourceServerDto extends PartialType(OmitType(CreateResourceServerDto, ['identifier']), {
  skipNullProperties: false,
}) {}
