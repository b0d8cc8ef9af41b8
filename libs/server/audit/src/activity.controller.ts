import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { AuditEventPage } from '@postern/contracts';
import { CurrentAccountId, RequireScope } from '@postern/management';
import { ActivityQuery } from './audit-events.query.js';
import { AuditEventPageResponse } from './audit-events.responses.js';
import { AuditReader } from './audit-reader.js';

@ApiTags('profile')
@Controller('api/v2/me/activity')
@RequireScope('read:me')
export class ActivityController {
  constructor(private readonly events: AuditReader) {}

  @Get()
  @ApiOperation({ summary: 'Events of your own account, newest first.' })
  @ApiOkResponse({ type: AuditEventPageResponse })
  list(@CurrentAccountId() accountId: string, @Query() query: ActivityQuery): Promise<AuditEventPage> {
    return this.events.activity(accountId, query);
  }
}
