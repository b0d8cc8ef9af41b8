import { ApiProperty } from '@nestjs/swagger';
import {
  type ManagementScope,
  type MembershipRecord,
  type OrganizationRecord,
  organizationRoles,
  type OrganizationRole,
  type OrganizationStatus,
  organizationStatuses,
  type OwnOrganization,
  type Page,
} from '@postern/contracts';

export class OrganizationResponse implements OrganizationRecord {
  @ApiProperty({ format: 'uuid' })
  readonly id!: string;

  @ApiProperty()
  readonly slug!: string;

  @ApiProperty()
  readonly name!: string;

  @ApiProperty({ type: String, nullable: true })
  readonly contact!: string | null;

  @ApiProperty({ enum: organizationStatuses })
  readonly status!: OrganizationStatus;

  @ApiProperty()
  readonly memberCount!: number;

  @ApiProperty()
  readonly applicationCount!: number;

  @ApiProperty({ format: 'date-time' })
  readonly createdAt!: string;

  @ApiProperty({ format: 'date-time' })
  readonly updatedAt!: string;
}

export class OrganizationPageResponse implements Page<OrganizationRecord> {
  @ApiProperty({ type: [OrganizationResponse] })
  readonly items!: readonly OrganizationResponse[];

  @ApiProperty()
  readonly total!: number;

  @ApiProperty({ minimum: 0 })
  readonly page!: number;

  @ApiProperty()
  readonly pageSize!: number;
}

export class MembershipResponse implements MembershipRecord {
  @ApiProperty({ format: 'uuid', description: 'Id of the account.' })
  readonly id!: string;

  @ApiProperty()
  readonly username!: string;

  @ApiProperty()
  readonly name!: string;

  @ApiProperty({ type: String, nullable: true })
  readonly email!: string | null;

  @ApiProperty({ enum: ['active', 'blocked'] })
  readonly status!: 'active' | 'blocked';

  @ApiProperty({ enum: organizationRoles })
  readonly role!: OrganizationRole;

  @ApiProperty({ format: 'date-time' })
  readonly since!: string;
}

export class MembershipPageResponse implements Page<MembershipRecord> {
  @ApiProperty({ type: [MembershipResponse] })
  readonly items!: readonly MembershipResponse[];

  @ApiProperty()
  readonly total!: number;

  @ApiProperty({ minimum: 0 })
  readonly page!: number;

  @ApiProperty()
  readonly pageSize!: number;
}

export class OwnOrganizationResponse implements OwnOrganization {
  @ApiProperty({ format: 'uuid' })
  readonly id!: string;

  @ApiProperty()
  readonly slug!: string;

  @ApiProperty()
  readonly name!: string;

  @ApiProperty({ enum: organizationStatuses })
  readonly status!: OrganizationStatus;

  @ApiProperty({ enum: organizationRoles })
  readonly role!: OrganizationRole;

  @ApiProperty({ type: [String], description: 'What the person may do in it.' })
  readonly scopes!: readonly ManagementScope[];
}
