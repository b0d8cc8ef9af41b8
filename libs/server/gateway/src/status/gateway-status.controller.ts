import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { GatewayStatus } from '@postern/contracts';
import { RequireScope } from '@postern/management';
import { StatusResponse } from '../apis/gateway-api.responses.js';
import { GatewayStatusReader } from './gateway-status.service.js';

@ApiTags('gateway')
@Controller('api/v2/gateway/status')
export class GatewayStatusController {
  constructor(private readonly status: GatewayStatusReader) {}

  @Get()
  @RequireScope('read:gateway')
  @ApiOperation({
    summary: 'The configuration that Nginx serves, the one it should serve, and the one it refused last.',
  })
  @ApiOkResponse({ type: StatusResponse })
  read(): Promise<GatewayStatus> {
    return this.status.read();
  }
}
