import { ApiProperty, ApiPropertyOptional, OmitType, PartialType } from '@nestjs/swagger';
import {
  type IdentifierRequirement,
  type MethodGroup,
  type Publicity,
  type SignInMethodInput,
  publicities,
} from '@postern/contracts';
import { NullableField, OptionalField, Text } from '@postern/management';
import { RequiredField, RequiredFromField } from '../placing/requirement.js';
import { IsBoolean, IsIn, IsInt, IsObject, IsString, Length, Max, MaxLength, Min, IsUUID } from 'class-validator';

export class CreateSignInMethodDto implements SignInMethodInput {
  @ApiProperty({ type: String, example: 'mtls', description: 'One of GET /api/v2/sign-in-methods/types.' })
  @IsString()
  @Length(1, 50)
  readonly type!: string;

  @ApiPropertyOptional({ format: 'uuid', description: 'The organization that gets it; the system unless given.' })
  @OptionalField()
  @IsUUID('loose')
  readonly organizationId?: string;

  @ApiProperty({ type: String, example: 'Company card', minLength: 1, maxLength: 50 })
  @Text({ max: 50, trim: false })
  readonly name!: string;

  @ApiPropertyOptional({ type: String, nullable: true, maxLength: 255 })
  @NullableField()
  @Text({ min: 0, max: 255, lines: true })
  readonly description?: string | null;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    example: 'data:image/png;base64,…',
    description: 'PNG, JPEG, WebP, BMP or SVG as a data URL, 1 MB at most, drawn anew; null for the default icon.',
  })
  @NullableField()
  @IsString()
  @MaxLength(1_400_000)
  readonly logo?: string | null;

  @ApiPropertyOptional({
    type: Boolean,
    default: false,
    description: 'Applications may offer it, and people may add it to their profile. The panel offers it without this.',
  })
  @OptionalField()
  @IsBoolean()
  readonly public?: boolean;

  @ApiPropertyOptional({ enum: publicities, default: 'private', description: 'Publicity of new identifiers.' })
  @OptionalField()
  @IsIn(publicities)
  readonly publicity?: Publicity;

  @ApiPropertyOptional({ type: Boolean, default: false })
  @OptionalField()
  @IsBoolean()
  readonly enabled?: boolean;

  @ApiPropertyOptional({ enum: ['main', 'other'], default: 'main' })
  @OptionalField()
  @IsIn(['main', 'other'])
  readonly group?: MethodGroup;

  @ApiPropertyOptional({ type: Number, description: 'Order within the group; last unless given.' })
  @OptionalField()
  @IsInt()
  @Min(0)
  @Max(1_000_000)
  readonly position?: number;

  @RequiredField()
  readonly required?: IdentifierRequirement | null;

  @RequiredFromField()
  readonly requiredFrom?: string | null;

  @ApiPropertyOptional({
    type: Object,
    example: { trustAnchors: ['-----BEGIN CERTIFICATE-----\n…'], rules: [{ source: 'certificate', field: 'linked' }] },
    description: "The provider's own settings; in a PATCH, those not named stay.",
  })
  @OptionalField()
  @IsObject()
  readonly params?: Readonly<Record<string, unknown>>;
}

export class UpdateSignInMethodDto extends PartialType(
  OmitType(CreateSignInMethodDto, ['type', 'name', 'organizationId']),
  {
    skipNullProperties: false,
  },
) {
  @ApiPropertyOptional({
    type: String,
    nullable: true,
    minLength: 1,
    maxLength: 50,
    description: 'Null, for a built-in method alone, gives it the name of its type again.',
  })
  @NullableField()
  @Text({ max: 50, trim: false })
  readonly name?: string | null;
}

export class AffectedAccountsDto {
  @ApiPropertyOptional({ type: Object, description: 'Settings to try instead of the stored ones.' })
  @OptionalField()
  @IsObject()
  readonly params?: Readonly<Record<string, unknown>>;

  @ApiPropertyOptional({ type: String, format: 'uuid', description: '`next` of the previous response.' })
  @OptionalField()
  @IsUUID()
  readonly after?: string;
}

export class TestSignInMethodDto {
  @ApiProperty({ type: String, description: 'One certificate, PEM.', example: '-----BEGIN CERTIFICATE-----\n…' })
  @IsString()
  @Length(1, 65_536)
  readonly certificate!: string;

  @ApiPropertyOptional({ type: Object, description: 'Settings to try instead of the stored ones.' })
  @OptionalField()
  @IsObject()
  readonly params?: Readonly<Record<string, unknown>>;
}

/** `?organizationId=` */
export class SignInMethodsQuery {
  @ApiPropertyOptional({ format: 'uuid', description: 'Methods of this organization instead of those of the system.' })
  @OptionalField()
  @IsUUID('loose')
  readonly organizationId?: string;
}
