import { ApiProperty, ApiPropertyOptional, PartialType } from '@nestjs/swagger';
import type { GroupInput, GroupMemberRecord, GroupRecord, Page } from '@postern/contracts';
import { NullableField, Text } from '@postern/management';

export class NewGroupDto implements GroupInput {
  @ApiProperty({
    type: String,
    maxLength: 100,
    description: 'Unique, ignoring case. Sent to applications.',
  })
  @Text({ max: 100 })
  readonly name!: string;

  @ApiPropertyOptional({ type: String, maxLength: 500, nullable: true })
  @NullableField()
  @Text({ max: 500 })
  readonly description?: string | null;
}

export class GroupChangeDto extends PartialType(NewGroupDto, { skipNullProperties: false }) {}

export class GroupResponse implements GroupRecord {
  @ApiProperty({ format: 'uuid' })
  readonly id!: string;

  @ApiProperty()
  readonly name!: string;

  @ApiProperty({ type: String, nullable: true })
  readonly description!: string | null;

  @ApiProperty()
  readonly memberCount!: number;

  @ApiProperty({ format: 'date-time' })
  readonly createdAt!: string;

  @ApiProperty({ format: 'date-time' })
  readonly updatedAt!: string;
}

export class GroupPageResponse implements Page<GroupRecord> {
  @ApiProperty({ type: [GroupResponse] })
  readonly items!: readonly GroupResponse[];

  @ApiProperty()
  readonly total!: number;

  @ApiProperty({ minimum: 0 })
  readonly page!: number;

  @ApiProperty()
  readonly pageSize!: number;
}

export class GroupMemberResponse implements GroupMemberRecord {
  @ApiProperty({ format: 'uuid' })
  readonly id!: string;

  @ApiProperty()
  readonly username!: string;

  @ApiProperty()
  readonly name!: string;
}

export class GroupMemberPageResponse implements Page<GroupMemberRecord> {
  @ApiProperty({ type: [GroupMemberResponse] })
  readonly items!: readonly GroupMemberResponse[];

  @ApiProperty()
  readonly total!: number;

  @ApiProperty({ minimum: 0 })
  readonly page!: number;

  @ApiProperty()
  readonly pageSize!: number;
}
