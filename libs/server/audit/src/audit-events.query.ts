import { ApiPropertyOptional, IntersectionType } from '@nestjs/swagger';
import { type AuditEventType, auditEventTypes } from '@postern/contracts';
import { OptionalField, Text, toInstant } from '@postern/management';
import { Transform, Type } from 'class-transformer';
import { IsDate, IsIn, IsInt, IsUUID, Matches, Max, Min } from 'class-validator';

/** Selects events: every given filter must match. */
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

  @ApiPropertyOptional({
    format: 'uuid',
    description:
      'Organization: events of its applications and sign-in methods, and changes of its members and settings.',
  })
  @OptionalField()
  @IsUUID('loose')
  readonly organization?: string;

  @ApiPropertyOptional({ description: 'Reason of a failure.', example: 'certificate.expired' })
  @OptionalField()
  @Text({ max: 100 })
  readonly code?: string;

  @ApiPropertyOptional({ format: 'uuid', description: 'Sign-in method.' })
  @OptionalField()
  @IsUUID('loose')
  readonly method?: string;

  @ApiPropertyOptional({
    format: 'uuid',
    description: 'Number that a page or a problem response shows (failures only).',
  })
  @OptionalField()
  @IsUUID('loose')
  readonly request?: string;

  @ApiPropertyOptional({
    maxLength: 100,
    description:
      "Part of a person's, application's or certificate's name, of a label or an address; or a certificate's serial number or " +
      'the beginning of its thumbprint, in any spelling.',
  })
  @OptionalField()
  @Text({ min: 0, max: 100 })
  readonly search?: string;

  @ApiPropertyOptional({ format: 'date-time', description: 'Not before.' })
  @OptionalField()
  @Transform(toInstant)
  @IsDate({ message: '$property must be a date, or a date and time with its zone (RFC 3339)' })
  readonly from?: Date;

  @ApiPropertyOptional({ format: 'date-time', description: 'Before.' })
  @OptionalField()
  @Transform(toInstant)
  @IsDate({ message: '$property must be a date, or a date and time with its zone (RFC 3339)' })
  readonly to?: Date;
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

/** `?type=&account=&client=&organization=&code=&method=&request=&search=&from=&to=&before=&limit=` */
export class AuditEventsQuery extends IntersectionType(AuditFilter, ActivityQuery) {}

export class AuditExportQuery extends AuditFilter {
  @ApiPropertyOptional({ enum: ['csv', 'json'], default: 'csv' })
  @IsIn(['csv', 'json'])
  readonly format: 'csv' | 'json' = 'csv';
}

/** `?organization=` */
export class AuditEventQuery {
  @ApiPropertyOptional({ format: 'uuid', description: 'Only if it concerns this organization.' })
  @OptionalField()
  @IsUUID('loose')
  readonly organization?: string;
}
