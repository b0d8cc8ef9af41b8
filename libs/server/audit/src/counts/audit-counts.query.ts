import { ApiPropertyOptional } from '@nestjs/swagger';
import { type AuditEventType, auditEventTypes } from '@postern/contracts';
import { OptionalField, PeriodsQuery } from '@postern/management';
import { Transform } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsIn } from 'class-validator';

/** `?to=&hours=&periods=&type=&type=` */
export class AuditCountsQuery extends PeriodsQuery {
  @ApiPropertyOptional({ enum: auditEventTypes, isArray: true, description: 'Only these types; may be repeated.' })
  @OptionalField()
  @Transform(({ value }: { readonly value: unknown }) => (typeof value === 'string' ? [value] : value))
  @IsArray()
  @ArrayMaxSize(auditEventTypes.length)
  @IsIn(auditEventTypes, { each: true })
  readonly type?: readonly AuditEventType[];
}
