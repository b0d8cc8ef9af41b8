import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { GatewayUpstream } from '@postern/contracts';
import { type Actor, CurrentActor, RequireScope, uuidOr, Problems } from '@postern/management';
import { CreateUpstreamDto, UpdateUpstreamDto } from './gateway-upstream.dto.js';
import { GatewayUpstreamResponse } from './gateway-upstream.responses.js';
import { GatewayUpstreams } from './gateway-upstreams.service.js';

const upstreamId = uuidOr('gateway.upstream_not_found');
const invalid = [
  'request.invalid',
  'gateway.address_refused',
  'gateway.certificate_not_found',
  'gateway.configuration_refused',
] as const;

@ApiTags('gateway')
@Controller('api/v2/gateway/upstreams')
export class GatewayUpstreamsController {
  constructor(private readonly upstreams: GatewayUpstreams) {}

  @Get()
  @RequireScope('read:gateway')
  @ApiOkResponse({ type: [GatewayUpstreamResponse] })
  list(): Promise<readonly GatewayUpstream[]> {
    return this.upstreams.list();
  }

  @Get(':id')
  @RequireScope('read:gateway')
  @ApiOkResponse({ type: GatewayUpstreamResponse })
  @Problems('gateway.upstream_not_found')
  get(@Param('id', upstreamId) id: string): Promise<GatewayUpstream> {
    return this.upstreams.get(id);
  }

  @Post()
  @RequireScope('update:gateway')
  @ApiCreatedResponse({ type: GatewayUpstreamResponse })
  @Problems('gateway.upstream_name_taken', ...invalid)
  create(@Body() input: CreateUpstreamDto, @CurrentActor() actor: Actor): Promise<GatewayUpstream> {
    return this.upstreams.create(input, actor);
  }

  @Patch(':id')
  @RequireScope('update:gateway')
  @ApiOperation({ summary: 'Changes an upstream, including its credential. In effect when this call returns.' })
  @ApiOkResponse({ type: GatewayUpstreamResponse })
  @Problems('gateway.upstream_not_found', 'gateway.upstream_name_taken', ...invalid, 'gateway.not_confirmed')
  update(
    @Param('id', upstreamId) id: string,
    @Body() input: UpdateUpstreamDto,
    @CurrentActor() actor: Actor,
  ): Promise<GatewayUpstream> {
    return this.upstreams.update(id, input, actor);
  }

  @Delete(':id')
  @HttpCode(204)
  @RequireScope('update:gateway')
  @ApiNoContentResponse()
  @Problems('gateway.upstream_not_found', 'gateway.upstream_in_use')
  delete(@Param('id', upstreamId) id: string, @CurrentActor() actor: Actor): Promise<void> {
    return this.upstreams.delete(id, actor);
  }
}
