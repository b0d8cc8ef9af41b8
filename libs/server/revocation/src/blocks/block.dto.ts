import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import type { CertificateBlockInput } from '@postern/contracts';
import { DateOrTime, NullableField, OptionalField, Text } from '@postern/management';
import { IsString, Length } from 'class-validator';

/** Which certificate: `certificate`, or `sha256`, or `issuer` with `serialNumber`. */
export class CreateBlockDto implements CertificateBlockInput {
  @ApiPropertyOptional({ type: String, description: 'The certificate itself, PEM.' })
  @OptionalField()
  @IsString()
  @Length(1, 65_536)
  readonly certificate?: string;

  @ApiPropertyOptional({ type: String, description: 'SHA-256 of the certificate, hexadecimal in any spelling.' })
  @OptionalField()
  @IsString()
  @Length(1, 200)
  readonly sha256?: string;

  @ApiPropertyOptional({ type: String, description: 'Distinguished name of the issuer, RFC 4514.' })
  @OptionalField()
  @IsString()
  @Length(1, 4096)
  readonly issuer?: string;

  @ApiPropertyOptional({ type: String, description: 'Hexadecimal in any spelling.' })
  @OptionalField()
  @IsString()
  @Length(1, 200)
  readonly serialNumber?: string;

  @ApiProperty({ type: String, maxLength: 255, description: 'For administrators; not shown to other people.' })
  @Text({ max: 255 })
  readonly reason!: string;

  @ApiPropertyOptional({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'If not given, the block does not end.',
  })
  @NullableField()
  @DateOrTime()
  readonly until?: string | null;
}
