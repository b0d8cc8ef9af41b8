import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import type { KeyCredential, KeyCredentialInput, KeyCredentialManifest } from '@postern/contracts';
import { DateOrTime, NullableField, OptionalField, Text } from '@postern/management';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsIn, IsString, IsUUID, MaxLength, ValidateNested } from 'class-validator';

const thumbprintExample = 'hOBcHZi846VCHSJbFAs26Go9VTQ=';

export class KeyCredentialDto implements KeyCredentialInput {
  @ApiPropertyOptional({ type: String, example: thumbprintExample, description: 'base64 of the SHA-1 of the DER.' })
  @OptionalField()
  @IsString()
  @MaxLength(100)
  readonly customKeyIdentifier?: string;

  @ApiPropertyOptional({
    type: String,
    format: 'uuid',
    description: 'Of a new certificate; one that stays keeps its own.',
  })
  @OptionalField()
  @IsUUID()
  readonly keyId?: string;

  @ApiProperty({ enum: ['AsymmetricX509Cert'] })
  @IsIn(['AsymmetricX509Cert'])
  readonly type!: 'AsymmetricX509Cert';

  @ApiProperty({ enum: ['Verify'] })
  @IsIn(['Verify'])
  readonly usage!: 'Verify';

  @ApiProperty({ type: String, example: 'MIIC…', description: 'base64 of the DER.' })
  @IsString()
  @MaxLength(100_000)
  readonly value!: string;

  @ApiPropertyOptional({ type: String, nullable: true, maxLength: 100 })
  @NullableField()
  @Text({ max: 100 })
  readonly displayName?: string | null;

  @ApiPropertyOptional({ type: String, format: 'date-time' })
  @OptionalField()
  @DateOrTime()
  readonly startDateTime?: string;

  @ApiPropertyOptional({ type: String, format: 'date-time' })
  @OptionalField()
  @DateOrTime()
  readonly endDateTime?: string;
}

export class ManifestDto implements KeyCredentialManifest<KeyCredentialInput> {
  @ApiProperty({ type: [KeyCredentialDto] })
  @IsArray()
  @ArrayMaxSize(50)
  @ValidateNested({ each: true })
  @Type(() => KeyCredentialDto)
  readonly keyCredentials!: readonly KeyCredentialDto[];
}

export class KeyCredentialResponse implements KeyCredential {
  @ApiProperty({ type: String, example: thumbprintExample, description: 'base64 of the SHA-1 of the DER.' })
  readonly customKeyIdentifier!: string;

  @ApiProperty({ type: String, format: 'uuid', description: '`id` of the credential.' })
  readonly keyId!: string;

  @ApiProperty({ enum: ['AsymmetricX509Cert'] })
  readonly type!: 'AsymmetricX509Cert';

  @ApiProperty({ enum: ['Verify'] })
  readonly usage!: 'Verify';

  @ApiProperty({ type: String, example: 'MIIC…', description: 'base64 of the DER.' })
  readonly value!: string;

  @ApiProperty({ type: String, nullable: true })
  readonly displayName!: string | null;

  @ApiProperty({ type: String, format: 'date-time' })
  readonly startDateTime!: string;

  @ApiProperty({ type: String, format: 'date-time' })
  readonly endDateTime!: string;
}

export class ManifestResponse implements KeyCredentialManifest {
  @ApiProperty({ type: [KeyCredentialResponse] })
  readonly keyCredentials!: readonly KeyCredentialResponse[];
}
