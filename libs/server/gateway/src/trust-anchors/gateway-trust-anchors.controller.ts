import { Body, Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { GatewayTrustAnchor } from '@postern/contracts';
import { type Actor, CurrentActor, RequireScope, uuidOr, Problems } from '@postern/management';
import { GatewayTrustAnchors } from './gateway-trust-anchors.service.js';
import { AddTrustAnchorDto } from './gateway-trust-anchor.dto.js';
import { GatewayTrustAnchorResponse } from './gateway-trust-anchor.responses.js';

const trustAnchorId = uuidOr('gateway.trust_anchor_not_found');

@ApiTags('gateway')
@Controller('api/v2/gateway/trust-anchors')
export class GatewayTrustAnchorsController {
  constructor(private readonly trustAnchors: GatewayTrustAnchors) {}

  @Get()
  @RequireScope('read:gateway')
  @ApiOperation({ summary: "Trust anchors for callers' certificates." })
  @ApiOkResponse({ type: [GatewayTrustAnchorResponse] })
  list(): Promise<readonly GatewayTrustAnchor[]> {
    return this.trustAnchors.list();
  }

  @Get(':id')
  @RequireScope('read:gateway')
  @ApiOkResponse({ type: GatewayTrustAnchorResponse })
  @Problems('gateway.trust_anchor_not_found')
  get(@Param('id', trustAnchorId) id: string): Promise<GatewayTrustAnchor> {
    return this.trustAnchors.get(id);
  }

  @Post()
  @RequireScope('update:gateway')
  @ApiOperation({ summary: 'Adds a trust anchor for "validate" clauses. Takes effect at once.' })
  @ApiCreatedResponse({ type: GatewayTrustAnchorResponse })
  @Problems(
    'gateway.not_an_authority',
    'certificate.malformed',
    'certificate.private_key_given',
    'certificate.not_der',
    'certificate.unsupported_algorithm',
    'certificate.curve_not_allowed',
  )
  add(@Body() input: AddTrustAnchorDto, @CurrentActor() actor: Actor): Promise<GatewayTrustAnchor> {
    return this.trustAnchors.add(input, actor);
  }

  @Delete(':id')
  @HttpCode(204)
  @RequireScope('update:gateway')
  @ApiNoContentResponse()
  @Problems('gateway.trust_anchor_not_found', 'gateway.trust_anchor_in_use')
  delete(@Param('id', trustAnchorId) id: string, @CurrentActor() actor: Actor): Promise<void> {
    return this.trustAnchors.delete(id, actor);
  }
}
