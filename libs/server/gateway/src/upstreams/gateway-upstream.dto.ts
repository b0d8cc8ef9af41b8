import { ApiProperty, ApiPropertyOptional, getSchemaPath, PartialType } from '@nestjs/swagger';
import type { GatewayUpstreamInput, GatewayCredential } from '@postern/contracts';
import { NullableField, OptionalField, Text } from '@postern/management';
import { Type } from 'class-transformer';
import { IsBoolean, IsIn, IsObject, IsString, Length, ValidateIf, ValidateNested } from 'class-validator';

export class UpstreamCredentialDto {
  @ApiProperty({ enum: ['none', 'certificate'] })
  @IsIn(['none', 'certificate'])
  readonly type!: 'none' | 'certificate';

  @ApiPropertyOptional({ type: String, description: 'Id of a certificate of the gateway; for type certificate.' })
  @ValidateIf(({ type }: UpstreamCredentialDto) => type === 'certificate')
  @IsString()
  @Length(1, 80)
  readonly certificateId?: string;
}

export class CreateUpstreamDto implements Omit<GatewayUpstreamInput, 'credential'> {
  @ApiProperty({ type: String, example: 'Orders', maxLength: 80 })
  @Text({ max: 80 })
  readonly name!: string;

  @ApiProperty({
    type: String,
    example: 'https://orders.internal:8443/v2',
    description: 'http(s)://host[:port][/path]',
  })
  @IsString()
  @Length(1, 500)
  readonly url!: string;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    description: 'PEM of the CAs that are trusted for the upstream; null: those of the machine.',
  })
  @NullableField()
  @IsString()
  @Length(1, 65_536)
  readonly trustedCa?: string | null;

  @ApiPropertyOptional({ type: Boolean, default: false, description: 'Accepts any certificate from the upstream.' })
  @OptionalField()
  @IsBoolean()
  readonly skipCertificateChainValidation?: boolean;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    description: 'Name in the handshake; null: the host of the URL.',
  })
  @NullableField()
  @IsString()
  @Length(1, 253)
  readonly serverName?: string | null;

  @ApiPropertyOptional({
    allOf: [{ $ref: getSchemaPath(UpstreamCredentialDto) }],
    description: 'What the gateway shows there.',
  })
  @OptionalField()
  @IsObject()
  @ValidateNested()
  @Type(() => UpstreamCredentialDto)
  readonly credential?: UpstreamCredentialDto;
}

export class UpdateUpstreamDto extends PartialType(CreateUpstreamDto, { skipNullProperties: false }) {}

export const certificateIdOf = (credential: UpstreamCredentialDto | undefined): string | null =>
  credential?.type === 'certificate' ? (credential.certificateId ?? null) : null;

export const credentialOf = (certificateId: string | null): GatewayCredential =>
  certificateId === null ? { type: 'none' } : { type: 'certificate', certificateId };
