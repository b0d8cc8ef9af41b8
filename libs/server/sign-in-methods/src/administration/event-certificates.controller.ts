import { Controller, Get, Param } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { EventCertificate } from '@postern/contracts';
import { NotFoundError } from '@postern/errors';
import { Problems, RequireScope } from '@postern/management';
import { EventCertificates } from './event-certificates.service.js';
import { EventCertificateResponse } from './sign-in-method.responses.js';

@ApiTags('event log')
@Controller('api/v2/audit-events')
export class EventCertificatesController {
  constructor(private readonly certificates: EventCertificates) {}

  /** Is a person's certificate, hence the second scope. */
  @Get(':id/certificate')
  @RequireScope('read:audit_events', 'read:users')
  @ApiOperation({ summary: 'The certificate of a sign-in. Refused ones are kept for some days.' })
  @ApiOkResponse({ type: EventCertificateResponse })
  @Problems('audit_event.not_found', 'certificate.not_found')
  get(@Param('id') id: string): Promise<EventCertificate> {
    if (!/^[1-9]\d{0,17}$/.test(id)) throw new NotFoundError('audit_event.not_found');
    return this.certificates.get(id);
  }
}
