import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  type AccessMode,
  accessModes,
  type AccessRule,
  type ClientAccess,
  type FieldCondition,
  type Role,
  roles,
} from '@postern/contracts';
import { LowerCase, NullableField, OptionalField, Text, TimeWithZone } from '@postern/management';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsObject,
  IsString,
  IsUUID,
  Matches,
  MaxLength,
  ValidateNested,
} from 'class-validator';

const mostEntries = 100;

const ConditionField = (description: string, ...each: readonly PropertyDecorator[]): PropertyDecorator =>
  applyDecorators(
    ApiPropertyOptional({ type: [String], description }),
    OptionalField(),
    IsArray(),
    ArrayMaxSize(mostEntries),
    ArrayUnique(),
    ...each,
  );

const TimeField = (description: string): PropertyDecorator =>
  applyDecorators(
    ApiPropertyOptional({ type: String, format: 'date-time', nullable: true, description }),
    NullableField(),
    TimeWithZone(),
  );

class FieldConditionDto implements FieldCondition {
  @ApiProperty({ type: String, description: 'Key of the field.' })
  @Matches(/^[a-z][a-z0-9_]{0,39}$/)
  readonly field!: string;

  @ApiProperty({
    type: String,
    description: 'As a text, `true` or `5` for example; of a list, one entry.',
    maxLength: 254,
  })
  @Text({ max: 254 })
  readonly value!: string;
}

class AccessRuleDto implements Partial<AccessRule> {
  @ConditionField('Roles in Postern.', IsIn(roles, { each: true }))
  readonly roles?: readonly Role[];

  @ConditionField('Ids of groups.', LowerCase(), IsUUID(undefined, { each: true }))
  readonly groups?: readonly string[];

  @ConditionField(
    'Ids of organizations; members of an active one are admitted.',
    LowerCase(),
    IsUUID(undefined, { each: true }),
  )
  readonly organizations?: readonly string[];

  @ApiPropertyOptional({
    type: [FieldConditionDto],
    description: 'Values of own profile fields. Fields that people can change themselves admit nobody.',
  })
  @OptionalField()
  @IsArray()
  @ArrayMaxSize(mostEntries)
  @ArrayUnique(({ field, value }: FieldCondition) => JSON.stringify([field, value]))
  @ValidateNested({ each: true })
  @Type(() => FieldConditionDto)
  readonly fields?: readonly FieldConditionDto[];

  @ConditionField(
    'Issuer names (RFC 4514) of certificates that the person signed in with.',
    IsString({ each: true }),
    MaxLength(1000, { each: true }),
  )
  readonly issuers?: readonly string[];

  @ConditionField(
    'OIDs of certificate policies (RFC 5280 §4.2.1.4) in such a certificate.',
    Matches(/^[0-2](\.(0|[1-9]\d{0,38})){1,30}$/, { each: true, message: 'each of policies must be an OID' }),
  )
  readonly policies?: readonly string[];

  @ConditionField('Networks: addresses, or CIDR (RFC 4632).', IsString({ each: true }), MaxLength(50, { each: true }))
  readonly addresses?: readonly string[];

  @TimeField('Nobody enters by the rule before.')
  readonly from?: string | null;

  @TimeField('Nobody enters by the rule from then on.')
  readonly until?: string | null;
}

export class ClientAccessDto implements Partial<Omit<ClientAccess, 'rule'>> {
  @ApiProperty({
    enum: accessModes,
    description: '`rule` also admits members. People who are blocked in the application are refused in every mode.',
  })
  @IsIn(accessModes)
  readonly mode!: AccessMode;

  @ApiPropertyOptional({
    type: AccessRuleDto,
    nullable: true,
    description: 'For `rule`: any one condition admits. At least one is needed.',
  })
  @NullableField()
  @IsObject()
  @ValidateNested()
  @Type(() => AccessRuleDto)
  readonly rule?: AccessRuleDto | null;

  @ApiPropertyOptional({ type: Boolean, default: false, description: 'People who are refused can ask for access.' })
  @OptionalField()
  @IsBoolean()
  readonly requests?: boolean;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    maxLength: 200,
    description: 'Whom refused people turn to: a name, an e-mail address or a URL.',
  })
  @NullableField()
  @Text({ max: 200 })
  readonly contact?: string | null;
}

/** Who may enter an application. */
export class AccessSettingDto {
  @ApiPropertyOptional({ type: ClientAccessDto, description: 'Who may enter it. Given as a whole.' })
  @OptionalField()
  @IsObject()
  @ValidateNested()
  @Type(() => ClientAccessDto)
  readonly access?: ClientAccessDto;
}
