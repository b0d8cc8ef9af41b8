import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post } from '@nestjs/common';
import {
  ApiConflictResponse,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiServiceUnavailableResponse,
  ApiTags,
  ApiUnprocessableEntityResponse,
} from '@nestjs/swagger';
import type { GatewayBackend } from '@postern/contracts';
import { type Actor, CurrentActor, RequireScope, uuidOr } from '@postern/management';
import { CreateBackendDto, UpdateBackendDto } from './gateway-backend.dto.js';
import { GatewayBackendResponse } from './gateway-backend.responses.js';
import { GatewayBackends } from './gateway-backends.service.js';

const backendId = uuidOr('gateway.backend_not_found');
const invalid =
  '`request.invalid`, `gateway.address_refused`, `gateway.certificate_not_found`, `gateway.configuration_refused`';

@ApiTags('gateway')
@Controller('api/v2/gateway/backends')
export class GatewayBackendsController {
  constructor(private readonly backends: GatewayBackends) {}

  @Get()
  @RequireScope('read:gateway')
  @ApiOkResponse({ type: [GatewayBackendResponse] })
  list(): Promise<readonly GatewayBackend[]> {
    return this.backends.list();
  }

  @Get(':id')
  @RequireScope('read:gateway')
  @ApiOkResponse({ type: GatewayBackendResponse })
  @ApiNotFoundResponse({ description: '`gateway.backend_not_found`' })
  get(@Param('id', backendId) id: string): Promise<GatewayBackend> {
    return this.backends.get(id);
  }

  @Post()
  @RequireScope('update:gateway')
  @ApiCreatedResponse({ type: GatewayBackendResponse })
  @ApiConflictResponse({ description: '`gateway.backend_name_taken`' })
  @ApiUnprocessableEntityResponse({ description: invalid })
  create(@Body() input: CreateBackendDto, @CurrentActor() actor: Actor): Promise<GatewayBackend> {
    return this.backends.create(input, actor);
  }

  @Patch(':id')
  @RequireScope('update:gateway')
  @ApiOperation({ summary: 'Changes a back end, its credential included. In effect once it is answered.' })
  @ApiOkResponse({ type: GatewayBackendResponse })
  @ApiNotFoundResponse({ description: '`gateway.backend_not_found`' })
  @ApiConflictResponse({ description: '`gateway.backend_name_taken`' })
  @ApiUnprocessableEntityResponse({ description: invalid })
  @ApiServiceUnavailableResponse({ description: '`gateway.not_confirmed`' })
  update(
    @Param('id', backendId) id: string,
    @Body() input: UpdateBackendDto,
    @CurrentActor() actor: Actor,
  ): Promise<GatewayBackend> {
    return this.backends.update(id, input, actor);
  }

  @Delete(':id')
  @HttpCode(204)
  @RequireScope('update:gateway')
  @ApiNoContentResponse()
  @ApiNotFoundResponse({ description: '`gateway.backend_not_found`' })
  @ApiConflictResponse({ description: '`gateway.backend_in_use`: `errors` names each API' })
  delete(@Param('id', backendId) id: string, @CurrentActor() actor: Actor): Promise<void> {
    return this.backends.delete(id, actor);
  }
}
