import { ApiProperty } from '@nestjs/swagger';
import { type AuditEvent, type AuditEventPage, auditEventTypes } from '@postern/contracts';
import { NamedMethodResponse } from '@postern/management';

class PersonResponse {
  @ApiProperty({ type: String, format: 'uuid' })
  readonly id!: string;

  @ApiProperty({ type: String, example: 'alice', description: 'Empty when the account is gone.' })
  readonly username!: string;

  @ApiProperty({ type: String, example: 'Alice Example' })
  readonly name!: string;
}

export class MethodResponse extends NamedMethodResponse {
  @ApiProperty({ type: String, format: 'uuid' })
  readonly id!: string;
}

export class AuditEventResponse implements AuditEvent {
  @ApiProperty({ type: String, example: '4711' })
  readonly id!: string;

  @ApiProperty({ type: String, format: 'date-time' })
  readonly at!: string;

  @ApiProperty({ enum: auditEventTypes, example: 'sign_in.failed' })
  readonly type!: AuditEvent['type'];

  @ApiProperty({ type: PersonResponse, nullable: true, description: 'The account it is about.' })
  readonly account!: AuditEvent['account'];

  @ApiProperty({
    type: PersonResponse,
    nullable: true,
    description: 'The account that did it over the management API.',
  })
  readonly actor!: AuditEvent['actor'];

  @ApiProperty({ type: String, nullable: true, example: 'postern-panel' })
  readonly clientId!: string | null;

  @ApiProperty({ type: String, nullable: true, example: 'Postern', description: 'Null when the application is gone.' })
  readonly clientName!: string | null;

  @ApiProperty({ type: MethodResponse, nullable: true })
  readonly method!: AuditEvent['method'];

  @ApiProperty({ type: String, nullable: true, example: 'certificate.expired' })
  readonly code!: AuditEvent['code'];

  @ApiProperty({ type: String, nullable: true, example: '192.0.2.7' })
  readonly address!: string | null;

  @ApiProperty({ type: String, nullable: true })
  readonly userAgent!: string | null;

  @ApiProperty({
    type: String,
    nullable: true,
    description:
      'Request, or attempt with a certificate, that the event happened in; pages show it to people who are refused.',
  })
  readonly requestId!: string | null;

  @ApiProperty({ type: Object, example: {} })
  readonly details!: AuditEvent['details'];
}

export class AuditEventPageResponse implements AuditEventPage {
  @ApiProperty({ type: [AuditEventResponse] })
  readonly items!: readonly AuditEventResponse[];

  @ApiProperty({ type: String, nullable: true, description: '`before` of the next page; null on the last.' })
  readonly next!: string | null;
}
