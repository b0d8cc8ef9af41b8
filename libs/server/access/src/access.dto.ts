import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  type AccessRequest,
  type AccessRequestState,
  type ClientMember,
  type KeyPage,
  type MemberRole,
  memberRoles,
} from '@postern/contracts';
import { OptionalField } from '@postern/management';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsUUID, Max, Min } from 'class-validator';

const states = ['open', 'granted', 'refused'] as const satisfies readonly AccessRequestState[];
const answers = ['granted', 'refused'] as const;

export class MemberRoleDto {
  @ApiProperty({ enum: memberRoles })
  @IsIn(memberRoles)
  readonly role!: MemberRole;
}

export class AccessAnswerDto {
  @ApiProperty({ enum: answers })
  @IsIn(answers)
  readonly state!: (typeof answers)[number];
}

/** `?state=&before=&limit=` */
export class AccessRequestsQuery {
  @ApiPropertyOptional({ enum: states })
  @OptionalField()
  @IsIn(states)
  readonly state?: AccessRequestState;

  @ApiPropertyOptional({ format: 'uuid', description: 'Id of the last request of the page before.' })
  @OptionalField()
  @IsUUID()
  readonly before?: string;

  @ApiPropertyOptional({ minimum: 1, maximum: 100, default: 25 })
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(100)
  readonly limit: number = 25;
}

export class ClientMemberResponse implements ClientMember {
  @ApiProperty({ format: 'uuid' })
  readonly id!: string;

  @ApiProperty()
  readonly username!: string;

  @ApiProperty()
  readonly name!: string;

  @ApiProperty({ enum: memberRoles, nullable: true, description: 'Null: the person has only used the application.' })
  readonly role!: MemberRole | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'Null: not blocked here.' })
  readonly blockedAt!: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'Last token for the person.' })
  readonly lastUsedAt!: string | null;

  @ApiProperty({ type: [String], description: 'Scopes that the person allowed.' })
  readonly permissions!: readonly string[];
}

export class ClientMemberPageResponse implements KeyPage<ClientMember> {
  @ApiProperty({ type: [ClientMemberResponse] })
  readonly items!: readonly ClientMemberResponse[];

  @ApiProperty({ type: String, nullable: true, description: '`after` of the next page.' })
  readonly next!: string | null;
}

class PersonResponse {
  @ApiProperty({ format: 'uuid' })
  readonly id!: string;

  @ApiProperty()
  readonly username!: string;

  @ApiProperty()
  readonly name!: string;
}

export class AccessRequestResponse implements AccessRequest {
  @ApiProperty({ format: 'uuid' })
  readonly id!: string;

  @ApiProperty({ type: PersonResponse })
  readonly person!: PersonResponse;

  @ApiProperty({ type: String, nullable: true })
  readonly message!: string | null;

  @ApiProperty({ enum: states })
  readonly state!: AccessRequestState;

  @ApiProperty({ format: 'date-time' })
  readonly createdAt!: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  readonly answeredAt!: string | null;
}

export class AccessRequestPageResponse implements KeyPage<AccessRequest> {
  @ApiProperty({ type: [AccessRequestResponse] })
  readonly items!: readonly AccessRequestResponse[];

  @ApiProperty({ type: String, nullable: true, description: '`before` of the next page.' })
  readonly next!: string | null;
}
