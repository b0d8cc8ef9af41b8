import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import type { AwaitedIdentifier, AwaitedIdentifierInput } from '@postern/contracts';
import { NamedMethodResponse, OptionalField, Text } from '@postern/management';
import { IsString, IsUUID, MaxLength } from 'class-validator';

const longestName = 4096;

export class NewAwaitedIdentifierDto implements AwaitedIdentifierInput {
  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  readonly methodId!: string;

  @ApiPropertyOptional({ type: String, description: 'User principal name, such as ada@corp.example.' })
  @OptionalField()
  @Text({ max: 254 })
  readonly upn?: string;

  @ApiPropertyOptional({ type: String, description: 'Distinguished name of the issuer, with `subject` (RFC 4514).' })
  @OptionalField()
  @IsString()
  @MaxLength(longestName)
  readonly issuer?: string;

  @ApiPropertyOptional({ type: String, description: 'Distinguished name of the subject, with `issuer` (RFC 4514).' })
  @OptionalField()
  @IsString()
  @MaxLength(longestName)
  readonly subject?: string;

  @ApiPropertyOptional({ type: String, description: 'SHA-256 of the certificate, hexadecimal.' })
  @OptionalField()
  @IsString()
  @MaxLength(100)
  readonly fingerprint?: string;
}

class AwaitedMethodResponse extends NamedMethodResponse {
  @ApiProperty({ format: 'uuid' })
  readonly id!: string;
}

export class AwaitedIdentifierResponse implements AwaitedIdentifier {
  @ApiProperty({ format: 'uuid' })
  readonly id!: string;

  @ApiProperty({ type: AwaitedMethodResponse })
  readonly method!: AwaitedMethodResponse;

  @ApiProperty({ description: 'What is awaited, in one spelling.' })
  readonly label!: string;

  @ApiProperty({ format: 'date-time' })
  readonly createdAt!: string;
}
