import { ApiProperty, ApiPropertyOptional, OmitType, PartialType } from '@nestjs/swagger';
import type { ClientGrantInput } from '@postern/contracts';
import { OptionalField } from '@postern/management';
import { ArrayMaxSize, ArrayUnique, IsArray, IsBoolean, IsString, Matches, MaxLength } from 'class-validator';
import { scopeToken } from './api-scope.dto.js';

export class CreateClientGrantDto implements ClientGrantInput {
  @ApiProperty({ type: String, example: 'q2Xw0mJ0R2-Qm6y5oK7h8A' })
  @IsString()
  @MaxLength(100)
  readonly client_id!: string;

  @ApiProperty({ type: String, example: 'https://invoices.example.org', description: '`identifier` of the API.' })
  @IsString()
  @MaxLength(500)
  readonly audience!: string;

  @ApiPropertyOptional({ type: [String], example: ['read:invoices'], description: 'Of the scopes of the API.' })
  @OptionalField()
  @IsArray()
  @ArrayMaxSize(200)
  @ArrayUnique()
  @Matches(scopeToken, { each: true })
  readonly scope?: readonly string[];

  @ApiPropertyOptional({
    type: Boolean,
    default: false,
    description: 'May act there for the people whose tokens it was sent (on-behalf-of, RFC 8693).',
  })
  @OptionalField()
  @IsBoolean()
  readonly on_behalf_of?: boolean;
}

export class UpdateClientGrantDto extends PartialType(OmitType(CreateClientGrantDto, ['client_id', 'audience']), {
  skipNullProperties: false,
}) {}

/** `?client_id=&audience=` */
export class ClientGrantFilter {
  @ApiPropertyOptional({ type: String })
  @OptionalField()
  @IsString()
  @MaxLength(100)
  readonly client_id?: string;

  @ApiPropertyOptional({ type: String, description: '`identifier` of the API.' })
  @OptionalField()
  @IsString()
  @MaxLength(500)
  readonly audience?: string;
}
