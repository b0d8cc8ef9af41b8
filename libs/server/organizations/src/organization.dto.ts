import { ApiProperty, ApiPropertyOptional, PartialType } from '@nestjs/swagger';
import {
  type MembershipChange,
  type MembershipInput,
  type OrganizationChange,
  type OrganizationInput,
  organizationRoles,
  type OrganizationRole,
  type OrganizationStatus,
  organizationStatuses,
} from '@postern/contracts';
import { NullableField, OptionalField, Text } from '@postern/management';
import { IsIn, IsUUID, Matches } from 'class-validator';

export class NewOrganizationDto implements OrganizationInput {
  @ApiProperty({ type: String, maxLength: 64 })
  @Text({ max: 64 })
  readonly name!: string;

  @ApiProperty({
    type: String,
    pattern: '^[a-z0-9-]{2,40}$',
    description: 'Short name, unique.',
  })
  @Matches(/^[a-z0-9-]{2,40}$/, { message: '$property must have 2 to 40 characters of a-z, 0-9 and -' })
  readonly slug!: string;

  @ApiPropertyOptional({
    type: String,
    maxLength: 255,
    nullable: true,
    description: 'Whom its people ask for help: an e-mail or web address, or a text.',
  })
  @NullableField()
  @Text({ max: 255 })
  readonly contact?: string | null;
}

export class OrganizationChangeDto
  extends PartialType(NewOrganizationDto, { skipNullProperties: false })
  implements OrganizationChange
{
  @ApiPropertyOptional({
    enum: organizationStatuses,
    description: 'suspended: sign-ins to its applications are refused.',
  })
  @OptionalField()
  @IsIn(organizationStatuses)
  readonly status?: OrganizationStatus;
}

export class NewMembershipDto implements MembershipInput {
  @ApiPropertyOptional({ format: 'uuid', description: 'Id of the account; or give `username`.' })
  @OptionalField()
  @IsUUID()
  readonly account?: string;

  @ApiPropertyOptional({ type: String, maxLength: 100, description: 'Username of the account.' })
  @OptionalField()
  @Text({ max: 100 })
  readonly username?: string;

  @ApiProperty({ enum: organizationRoles })
  @IsIn(organizationRoles)
  readonly role!: OrganizationRole;
}

export class MembershipChangeDto implements MembershipChange {
  @ApiProperty({ enum: organizationRoles })
  @IsIn(organizationRoles)
  readonly role!: OrganizationRole;
}
