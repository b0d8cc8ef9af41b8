import { Body, Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import {
  ApiConflictResponse,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
  ApiUnprocessableEntityResponse,
} from '@nestjs/swagger';
import type { GatewayAuthority } from '@postern/contracts';
import { type Actor, CurrentActor, RequireScope, uuidOr } from '@postern/management';
import { GatewayAuthorities } from './gateway-authorities.service.js';
import { AddAuthorityDto } from './gateway-authority.dto.js';
import { GatewayAuthorityResponse } from './gateway-authority.responses.js';

const authorityId = uuidOr('gateway.authority_not_found');

@ApiTags('gateway')
@Controller('api/v2/gateway/authorities')
export class GatewayAuthoritiesController {
  constructor(private readonly authorities: GatewayAuthorities) {}

  @Get()
  @RequireScope('read:gateway')
  @ApiOperation({ summary: "Authorities that may have issued callers' certificates." })
  @ApiOkResponse({ type: [GatewayAuthorityResponse] })
  list(): Promise<readonly GatewayAuthority[]> {
    return this.authorities.list();
  }

  @Get(':id')
  @RequireScope('read:gateway')
  @ApiOkResponse({ type: GatewayAuthorityResponse })
  @ApiNotFoundResponse({ description: '`gateway.authority_not_found`' })
  get(@Param('id', authorityId) id: string): Promise<GatewayAuthority> {
    return this.authorities.get(id);
  }

  @Post()
  @RequireScope('update:gateway')
  @ApiOperation({ summary: 'Adds an authority, for "validate" clauses. In effect at once.' })
  @ApiCreatedResponse({ type: GatewayAuthorityResponse })
  @ApiUnprocessableEntityResponse({ description: '`gateway.not_an_authority`, `certificate.malformed`, …' })
  add(@Body() input: AddAuthorityDto, @CurrentActor() actor: Actor): Promise<GatewayAuthority> {
    return this.authorities.add(input, actor);
  }

  @Delete(':id')
  @HttpCode(204)
  @RequireScope('update:gateway')
  @ApiNoContentResponse()
  @ApiNotFoundResponse({ description: '`gateway.authority_not_found`' })
  @ApiConflictResponse({ description: '`gateway.authority_in_use`: `errors` names each API' })
  delete(@Param('id', authorityId) id: string, @CurrentActor() actor: Actor): Promise<void> {
    return this.authorities.delete(id, actor);
  }
}
