import { ApiProperty, ApiPropertyOptional, PartialType } from '@nestjs/swagger';
import type {
  GatewayApiInput,
  GatewayForwardedHeaders,
  GatewayPolicy,
  GatewayRateLimit,
  GatewayTryInput,
} from '@postern/contracts';
import { NullableField, OptionalField, Text } from '@postern/management';
import { IsIn, IsObject, IsString, IsUUID, Length } from 'class-validator';

const uploadedOnly = { require: { type: 'uploaded' }, refusal: { status: 401, reason: 'Invalid client certificate' } };

export class CreateApiDto implements GatewayApiInput {
  @ApiProperty({ type: String, example: 'Orders', maxLength: 80 })
  @Text({ max: 80 })
  readonly name!: string;

  @ApiProperty({
    type: String,
    example: '/orders',
    description: 'One to four segments; replaced by the path of the upstream.',
  })
  @IsString()
  @Length(1, 201)
  readonly pathPrefix!: string;

  @ApiProperty({ type: String, format: 'uuid' })
  @IsUUID()
  readonly upstreamId!: string;

  @ApiPropertyOptional({
    type: Object,
    example: uploadedOnly,
    description: 'Who may call: `GatewayPolicy`, see docs/gateway/inbound.md. Only uploaded certificates unless given.',
  })
  @OptionalField()
  @IsObject()
  readonly policy?: GatewayPolicy;

  @ApiPropertyOptional({ type: Object, nullable: true, example: { requests: 100, per: 'second', burst: 50 } })
  @NullableField()
  @IsObject()
  readonly rateLimit?: GatewayRateLimit | null;

  @ApiPropertyOptional({ type: Object, example: { clientCert: false, xSslClient: false } })
  @OptionalField()
  @IsObject()
  readonly forwardedHeaders?: GatewayForwardedHeaders;
}

export class UpdateApiDto extends PartialType(CreateApiDto, { skipNullProperties: false }) {}

export class TryDto implements GatewayTryInput {
  @ApiPropertyOptional({ type: String, nullable: true, description: 'PEM; null: the caller shows none.' })
  @NullableField()
  @IsString()
  @Length(1, 65_536)
  readonly certificate?: string | null;

  @ApiPropertyOptional({ type: String, nullable: true })
  @NullableField()
  @IsString()
  @Length(1, 8192)
  readonly accessToken?: string | null;

  @ApiPropertyOptional({ enum: ['draft', 'applied'], default: 'draft' })
  @OptionalField()
  @IsIn(['draft', 'applied'])
  readonly policy?: 'draft' | 'applied';
}
