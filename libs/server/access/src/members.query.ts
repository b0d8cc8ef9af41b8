import { ApiPropertyOptional } from '@nestjs/swagger';
import { OptionalField, Text } from '@postern/management';
import { Type } from 'class-transformer';
import { IsIn, IsInt, Max, Min } from 'class-validator';

/** Which people a list shows. */
export const memberFilters = ['administrators', 'members', 'others', 'blocked'] as const;

/** `?search=&show=&after=&limit=` */
export class MembersQuery {
  @ApiPropertyOptional({ maxLength: 100, description: 'Part of the username, name or e-mail address.' })
  @OptionalField()
  @Text({ min: 0, max: 100 })
  readonly search?: string;

  @ApiPropertyOptional({ enum: memberFilters, description: '`others` have used the application and have no role.' })
  @OptionalField()
  @IsIn(memberFilters)
  readonly show?: (typeof memberFilters)[number];

  @ApiPropertyOptional({ maxLength: 200, description: 'Username of the last person of the page before.' })
  @OptionalField()
  @Text({ max: 200 })
  readonly after?: string;

  @ApiPropertyOptional({ minimum: 1, maximum: 100, default: 25 })
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(100)
  readonly limit: number = 25;
}
