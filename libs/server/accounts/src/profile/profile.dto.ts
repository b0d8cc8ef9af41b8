import { ApiPropertyOptional, ApiProperty } from '@nestjs/swagger';
import { languages, type ProfileFieldChanges, publicities, type Publicity } from '@postern/contracts';
import { NullableField, OptionalField, Text } from '@postern/management';
import { IsBoolean, IsIn, IsObject, IsUUID } from 'class-validator';
import { fieldValuesSchema } from '../fields/profile-field.dto.js';
import { EmailField, PasswordField, PersonName } from '../account-fields.js';

export class ProfileChangeDto {
  @ApiPropertyOptional({ type: String, maxLength: 100 })
  @OptionalField()
  @PersonName()
  readonly name?: string;

  @ApiPropertyOptional({ type: String, maxLength: 100, nullable: true })
  @NullableField()
  @PersonName()
  readonly givenName?: string | null;

  @ApiPropertyOptional({ type: String, maxLength: 100, nullable: true })
  @NullableField()
  @PersonName()
  readonly familyName?: string | null;

  @ApiPropertyOptional({ type: String, format: 'email', maxLength: 254, nullable: true })
  @NullableField()
  @EmailField()
  readonly email?: string | null;

  @ApiPropertyOptional({ type: String, enum: languages, nullable: true })
  @NullableField()
  @IsIn(languages)
  readonly locale?: string | null;

  @ApiPropertyOptional({
    ...fieldValuesSchema,
    description: 'Values of the fields that you may edit, by key; null removes a value.',
  })
  @OptionalField()
  @IsObject()
  readonly fields?: ProfileFieldChanges;
}

export class PasswordChangeDto {
  /** Left out only by people who have no password yet. */
  @ApiPropertyOptional({ type: String, format: 'password' })
  @OptionalField()
  @PasswordField()
  readonly currentPassword?: string;

  @ApiProperty({ type: String, format: 'password', maxLength: 256 })
  @PasswordField()
  readonly newPassword!: string;
}

export class AccountDeletionDto {
  /** Left out only by people who have no password. */
  @ApiPropertyOptional({ type: String, format: 'password' })
  @OptionalField()
  @PasswordField()
  readonly password?: string;
}

export class IdentifierChangeDto {
  @ApiPropertyOptional({ type: String, maxLength: 200 })
  @OptionalField()
  @Text({ max: 200 })
  readonly label?: string;

  @ApiPropertyOptional({ enum: publicities })
  @OptionalField()
  @IsIn(publicities)
  readonly publicity?: Publicity;
}

export class LinkStartDto {
  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  readonly methodId!: string;

  /** Makes the browser ask again which certificate to use. */
  @ApiPropertyOptional({ default: false })
  @OptionalField()
  @IsBoolean()
  readonly fresh?: boolean;
}

export class LinkCodeDto {
  @ApiProperty({ type: String, maxLength: 200 })
  @Text({ max: 200 })
  readonly code!: string;
}

export class LinkConfirmationDto extends IdentifierChangeDto {
  @ApiProperty({ type: String, maxLength: 200 })
  @Text({ max: 200 })
  readonly code!: string;
}
