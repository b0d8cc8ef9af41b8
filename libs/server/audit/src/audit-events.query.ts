import { ApiPropertyOptional, IntersectionType } from '@nestjs/swagger';
import { type AuditEventType, auditEventTypes } from '@postern/contracts';
import { OptionalField, Text } from '@postern/management';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsISO8601, IsUUID, Matches, Max, Min } from 'class-validator';

/** Which events: every filter given must fit. */
export class AuditFilter {
  @ApiPropertyOptional({ enum: auditEventTypes, example: 'sign_in.failed' })
  @OptionalField()
  @IsIn(auditEventTypes)
  readonly type?: AuditEventType;

  @ApiPropertyOptional({ format: 'uuid', description: 'Account the event is about.' })
  @OptionalField()
  @IsUUID('loose')
  readonly account?: string;

  @ApiPropertyOptional({ description: '`client_id` of the application.' })
  @OptionalField()
  @Text({ max: 200 })
  readonly client?: string;

  @ApiPropertyOptional({ format: 'uuid', description: 'Sign-in method.' })
  @OptionalField()
  @IsUUID('loose')
  readonly method?: string;

  @ApiPropertyOptional({ format: 'date-time', description: 'Not before.' })
  @OptionalField()
  @IsISO8601({ strict: true })
  readonly from?: string;

  @ApiPropertyOptional({ format: 'date-time', description: 'Before.' })
  @OptionalField()
  @IsISO8601({ strict: true })
  readonly to?: string;
}

/** `?before=&limit=` */
export class ActivityQuery {
  @ApiPropertyOptional({ description: 'Cursor: `next` of the page before.' })
  @OptionalField()
  @Matches(/^[1-9]\d{0,17}$/, { message: 'before must be the cursor of an earlier page' })
  readonly before?: string;

  @ApiPropertyOptional({ minimum: 1, maximum: 200, default: 50 })
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(200)
  readonly limit: number = 50;
}

/** `?type=&account=&client=&method=&from=&to=&before=&limit=` */
export class AuditEventsQuery extends IntersectionType(AuditFilter, ActivityQuery) {}

export class AuditExportQuery extends AuditFilter {
  @ApiPropertyOptional({ enum: ['csv', 'json'], default: 'csv' })
  @IsIn(['csv', 'json'])
  readonly format: 'csv' | 'json' = 'csv';
}
