import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  type ProfileFieldChanges,
  roles,
  type Role,
  type UserFilter,
  userSortings,
  type UserSorting,
} from '@postern/contracts';
import { NullableField, OptionalField, SearchQuery, Text } from '@postern/management';
import { IsBoolean, IsIn, IsObject, IsString, IsUUID, Length } from 'class-validator';
import { fieldValuesSchema } from '../fields/profile-field.dto.js';
import { EmailField, UsernameField, PasswordField, PersonName } from '../account-fields.js';

const statuses = ['active', 'blocked'] as const;

/** `?page=&pageSize=&search=&sort=&role=&status=&identifiers=` */
export class UsersQuery extends SearchQuery implements UserFilter {
  @ApiPropertyOptional({ enum: userSortings, default: 'username', description: 'Descending with a minus.' })
  @OptionalField()
  @IsIn(userSortings)
  readonly sort?: UserSorting;

  @ApiPropertyOptional({ enum: roles })
  @OptionalField()
  @IsIn(roles)
  readonly role?: Role;

  @ApiPropertyOptional({ enum: statuses })
  @OptionalField()
  @IsIn(statuses)
  readonly status?: (typeof statuses)[number];

  @ApiPropertyOptional({ enum: ['none', 'some'], description: '`none`: nothing is linked, not even a certificate.' })
  @OptionalField()
  @IsIn(['none', 'some'])
  readonly identifiers?: 'none' | 'some';
}

export class NewUserDto {
  @ApiProperty({ type: String, maxLength: 100 })
  @UsernameField()
  readonly username!: string;

  @ApiProperty({ type: String, maxLength: 100 })
  @PersonName()
  readonly name!: string;

  @ApiPropertyOptional({ type: String, format: 'email', maxLength: 254, nullable: true })
  @NullableField()
  @EmailField()
  readonly email?: string | null;

  @ApiPropertyOptional({ type: Boolean, default: false, description: 'Confirms the address, which then signs in.' })
  @OptionalField()
  @IsBoolean()
  readonly emailVerified?: boolean;

  @ApiPropertyOptional({ enum: roles, default: 'member' })
  @OptionalField()
  @IsIn(roles)
  readonly role?: Role;

  /** Works once. Without it the answer carries an `initialPassword`. */
  @ApiPropertyOptional({
    type: String,
    format: 'password',
    maxLength: 256,
    description: 'One-time password, which works for 72 hours. Without it the answer carries a generated one.',
  })
  @OptionalField()
  @PasswordField()
  readonly password?: string;

  @ApiPropertyOptional({
    ...fieldValuesSchema,
    description: 'Values of own profile fields, by key; null removes a value.',
  })
  @OptionalField()
  @IsObject()
  readonly fields?: ProfileFieldChanges;
}

export class UserChangeDto {
  @ApiPropertyOptional({ type: String, maxLength: 100 })
  @OptionalField()
  @PersonName()
  readonly name?: string;

  @ApiPropertyOptional({ type: String, format: 'email', maxLength: 254, nullable: true })
  @NullableField()
  @EmailField()
  readonly email?: string | null;

  @ApiPropertyOptional({
    type: Boolean,
    description:
      'Confirms the address of this request, or else the present one. It is unconfirmed again when it changes.',
  })
  @OptionalField()
  @IsBoolean()
  readonly emailVerified?: boolean;

  @ApiPropertyOptional({ enum: roles })
  @OptionalField()
  @IsIn(roles)
  readonly role?: Role;

  @ApiPropertyOptional({ enum: statuses })
  @OptionalField()
  @IsIn(statuses)
  readonly status?: (typeof statuses)[number];

  @ApiPropertyOptional({
    ...fieldValuesSchema,
    description: 'Values of own profile fields, by key; null removes a value.',
  })
  @OptionalField()
  @IsObject()
  readonly fields?: ProfileFieldChanges;
}

export class NewIdentifierDto {
  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  readonly methodId!: string;

  @ApiProperty({ type: String, description: 'One certificate, PEM.' })
  @IsString()
  @Length(1, 65_536)
  readonly certificate!: string;

  @ApiPropertyOptional({ type: String, maxLength: 200 })
  @OptionalField()
  @Text({ max: 200 })
  readonly label?: string;
}
