import { ApiProperty, ApiPropertyOptional, OmitType, PartialType } from '@nestjs/swagger';
import {
  type Localized,
  type OwnProfileField,
  type ProfileFieldApplication,
  type ProfileFieldInput,
  type ProfileFieldKind,
  profileFieldKinds,
  type ProfileFieldRecord,
  type ProfileFieldScope,
  profileFieldScopes,
  type ProfileFieldUsage,
  type ProfileFieldValue,
} from '@postern/contracts';
import { NullableField, OptionalField, Text } from '@postern/management';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsBoolean, IsIn, IsObject, IsString, Matches, ValidateNested } from 'class-validator';

const name = /^[a-z][a-z0-9_]{0,39}$/;
const nameMessage = '$property must be lower-case letters, digits and underscores, beginning with a letter';

/** A label for each language; the others use English, or any that there is. */
export class FieldLabelsDto implements Partial<Localized> {
  @ApiPropertyOptional({ type: String, maxLength: 100 })
  @OptionalField()
  @Text({ min: 0, max: 100 })
  readonly en?: string;

  @ApiPropertyOptional({ type: String, maxLength: 100 })
  @OptionalField()
  @Text({ min: 0, max: 100 })
  readonly fr?: string;

  @ApiPropertyOptional({ type: String, maxLength: 100 })
  @OptionalField()
  @Text({ min: 0, max: 100 })
  readonly de?: string;

  @ApiPropertyOptional({ type: String, maxLength: 100 })
  @OptionalField()
  @Text({ min: 0, max: 100 })
  readonly es?: string;

  @ApiPropertyOptional({ type: String, maxLength: 100 })
  @OptionalField()
  @Text({ min: 0, max: 100 })
  readonly it?: string;

  @ApiPropertyOptional({ type: String, maxLength: 100 })
  @OptionalField()
  @Text({ min: 0, max: 100 })
  readonly ru?: string;
}

export class NewProfileFieldDto implements ProfileFieldInput {
  @ApiProperty({ type: String, pattern: name.source, description: 'Never changes. Not the name of a standard claim.' })
  @Matches(name, { message: nameMessage })
  readonly key!: string;

  @ApiProperty({ enum: profileFieldKinds, description: 'Never changes. `list`: several texts.' })
  @IsIn(profileFieldKinds)
  readonly kind!: ProfileFieldKind;

  @ApiProperty({ type: FieldLabelsDto, example: { en: 'Employee number' } })
  @IsObject()
  @ValidateNested()
  @Type(() => FieldLabelsDto)
  readonly labels!: FieldLabelsDto;

  @ApiPropertyOptional({ type: [String], maxItems: 50, description: 'Values of a `choice`.' })
  @OptionalField()
  @IsArray()
  @ArrayMaxSize(50)
  @IsString({ each: true })
  @Matches(/^(?=.{1,100}$)\S[^\p{Cc}\u202a-\u202e\u2066-\u2069]*$/u, {
    each: true,
    message: 'each value in options must have 1 to 100 characters, without control characters',
  })
  readonly options?: readonly string[];

  @ApiPropertyOptional({ type: Boolean, default: false, description: 'No two accounts have the same value.' })
  @OptionalField()
  @IsBoolean()
  readonly unique?: boolean;

  @ApiPropertyOptional({
    type: Boolean,
    default: false,
    description: 'Rules of certificate methods may find accounts by the value. Then people cannot change it.',
  })
  @OptionalField()
  @IsBoolean()
  readonly certificateKey?: boolean;

  @ApiPropertyOptional({ type: Boolean, default: true, description: 'Whether people see their own value.' })
  @OptionalField()
  @IsBoolean()
  readonly shown?: boolean;

  @ApiPropertyOptional({ type: Boolean, default: false, description: 'Whether people may change their own value.' })
  @OptionalField()
  @IsBoolean()
  readonly editable?: boolean;

  @ApiPropertyOptional({
    type: String,
    pattern: name.source,
    nullable: true,
    default: null,
    description: 'Claim for applications; null: they do not receive the value.',
  })
  @NullableField()
  @Matches(name, { message: nameMessage })
  readonly claim?: string | null;

  @ApiPropertyOptional({ enum: profileFieldScopes, nullable: true, description: 'Scope that carries the claim.' })
  @NullableField()
  @IsIn(profileFieldScopes)
  readonly scope?: ProfileFieldScope | null;
}

export class ProfileFieldChangeDto extends PartialType(OmitType(NewProfileFieldDto, ['key', 'kind']), {
  skipNullProperties: false,
}) {}

export class ProfileFieldResponse implements ProfileFieldRecord {
  @ApiProperty({ format: 'uuid' })
  readonly id!: string;

  @ApiProperty()
  readonly key!: string;

  @ApiProperty({ enum: profileFieldKinds })
  readonly kind!: ProfileFieldKind;

  @ApiProperty({ type: FieldLabelsDto })
  readonly labels!: Partial<Localized>;

  @ApiProperty({ type: [String] })
  readonly options!: readonly string[];

  @ApiProperty()
  readonly unique!: boolean;

  @ApiProperty()
  readonly certificateKey!: boolean;

  @ApiProperty()
  readonly shown!: boolean;

  @ApiProperty()
  readonly editable!: boolean;

  @ApiProperty({ type: String, nullable: true })
  readonly claim!: string | null;

  @ApiProperty({ enum: profileFieldScopes, nullable: true })
  readonly scope!: ProfileFieldScope | null;

  @ApiProperty({ format: 'date-time' })
  readonly createdAt!: string;

  @ApiProperty({ format: 'date-time' })
  readonly updatedAt!: string;
}

class MethodWithRuleResponse {
  @ApiProperty({ format: 'uuid' })
  readonly id!: string;

  @ApiProperty()
  readonly type!: string;

  @ApiProperty({ type: String, nullable: true })
  readonly name!: string | null;
}

export class ProfileFieldUsageResponse implements ProfileFieldUsage {
  @ApiProperty({ description: 'Accounts with a value.' })
  readonly people!: number;

  @ApiProperty({ type: [MethodWithRuleResponse], description: 'Sign-in methods with a rule for the field.' })
  readonly methods!: readonly MethodWithRuleResponse[];
}

export class ProfileFieldApplicationsQuery {
  @ApiProperty({ enum: profileFieldScopes })
  @IsIn(profileFieldScopes)
  readonly scope!: ProfileFieldScope;
}

export class ProfileFieldApplicationResponse implements ProfileFieldApplication {
  @ApiProperty()
  readonly clientId!: string;

  @ApiProperty()
  readonly name!: string;
}

export class OwnProfileFieldResponse implements OwnProfileField {
  @ApiProperty()
  readonly key!: string;

  @ApiProperty({ enum: profileFieldKinds })
  readonly kind!: ProfileFieldKind;

  @ApiProperty({ type: FieldLabelsDto })
  readonly labels!: Partial<Localized>;

  @ApiProperty({ type: [String] })
  readonly options!: readonly string[];

  @ApiProperty()
  readonly editable!: boolean;

  @ApiProperty({ oneOf: fieldValueSchemas(), nullable: true })
  readonly value!: ProfileFieldValue | null;
}

/** OpenAPI of one value. */
function fieldValueSchemas() {
  return [{ type: 'string' }, { type: 'number' }, { type: 'boolean' }, { type: 'array', items: { type: 'string' } }];
}

/** OpenAPI of values by key. */
export const fieldValuesSchema = {
  type: 'object',
  additionalProperties: { oneOf: fieldValueSchemas(), nullable: true },
  example: { employee_number: 'A-1234' },
} as const;
