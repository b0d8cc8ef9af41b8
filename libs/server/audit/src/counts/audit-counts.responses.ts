import { ApiProperty } from '@nestjs/swagger';
import { type AuditCount, type AuditCounts, auditEventTypes } from '@postern/contracts';
import { MethodResponse } from '../audit-events.responses.js';

export class AuditCountResponse implements AuditCount {
  @ApiProperty({ type: String, format: 'date-time', description: 'Beginning of the period.' })
  readonly from!: string;

  @ApiProperty({ enum: auditEventTypes, example: 'sign_in.failed' })
  readonly type!: AuditCount['type'];

  @ApiProperty({ type: MethodResponse, nullable: true })
  readonly method!: AuditCount['method'];

  @ApiProperty({ type: String, nullable: true, example: 'certificate.expired' })
  readonly code!: AuditCount['code'];

  @ApiProperty({ type: Number, example: 12 })
  readonly count!: number;
}

export class AuditCountsResponse implements AuditCounts {
  @ApiProperty({ type: String, format: 'date-time' })
  readonly from!: string;

  @ApiProperty({ type: String, format: 'date-time' })
  readonly to!: string;

  @ApiProperty({ type: Number, example: 1, description: 'Hours of one period.' })
  readonly hours!: number;

  @ApiProperty({ type: [AuditCountResponse], description: 'Without those that are zero.' })
  readonly items!: readonly AuditCountResponse[];
}
