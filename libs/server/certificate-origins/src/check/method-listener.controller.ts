import { Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { ListenerReport, MethodListenerStatus } from '@postern/contracts';
import { Problems, RequireScope, uuidOr, WithinOrganization } from '@postern/management';
import { ListenerReportResponse, MethodListenerResponse } from './method-listener.responses.js';
import { MethodListenerService } from './method-listener.service.js';

const methodId = uuidOr('sign_in_method.not_found');

@ApiTags('sign-in methods')
@Controller('api/v2/sign-in-methods/:id/listener')
export class MethodListenerController {
  constructor(private readonly listeners: MethodListenerService) {}

  @Get()
  @WithinOrganization('id', { kind: 'sign_in_method' })
  @RequireScope('read:sign_in_methods')
  @ApiOperation({ summary: 'Where a method asks for certificates, and whether Nginx serves that as it should.' })
  @ApiOkResponse({ type: MethodListenerResponse })
  @Problems('sign_in_method.not_found')
  status(@Param('id', methodId) id: string): Promise<MethodListenerStatus> {
    return this.listeners.status(id);
  }

  @Post('check')
  @HttpCode(200)
  @WithinOrganization('id', { kind: 'sign_in_method' })
  // Where there is no agent, the outcome decides where people are led.
  @RequireScope('update:sign_in_methods')
  @ApiOperation({
    summary:
      'Looks at the listener as a browser would: reachable, certificate, TLS versions, CA names. Takes 8 seconds at most.',
  })
  @ApiOkResponse({ type: ListenerReportResponse })
  @Problems('sign_in_method.not_found')
  check(@Param('id', methodId) id: string): Promise<ListenerReport> {
    return this.listeners.check(id);
  }
}
