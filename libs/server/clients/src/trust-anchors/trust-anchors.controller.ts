import { Body, Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { ClientTrustAnchor } from '@postern/contracts';
import { type Actor, CurrentActor, RequireScope, uuidOr, Problems } from '@postern/management';
import { TrustAnchorAdministration } from './trust-anchor-administration.service.js';
import { CreateTrustAnchorDto } from './trust-anchor.dto.js';
import { TrustAnchorResponse } from './trust-anchor.responses.js';

@ApiTags('client trust anchors')
@Controller('api/v2/client-trust-anchors')
export class TrustAnchorsController {
  constructor(private readonly administration: TrustAnchorAdministration) {}

  @Get()
  @RequireScope('read:tenant_settings')
  @ApiOperation({
    summary: "Trust anchors for applications' certificates, by name. They are not trusted for people's certificates.",
  })
  @ApiOkResponse({ type: [TrustAnchorResponse] })
  list(): Promise<readonly ClientTrustAnchor[]> {
    return this.administration.list();
  }

  @Post()
  @RequireScope('update:tenant_settings')
  @ApiOperation({ summary: "Adds a trust anchor for applications' certificates (`tls_client_auth`, RFC 8705 §2.1)." })
  @ApiCreatedResponse({ type: TrustAnchorResponse })
  @Problems('trust_anchor.duplicate', 'request.invalid', 'trust_anchor.invalid', 'credential.private_key_given')
  create(@Body() input: CreateTrustAnchorDto, @CurrentActor() actor: Actor): Promise<ClientTrustAnchor> {
    return this.administration.create(input, actor);
  }

  @Delete(':id')
  @HttpCode(204)
  @RequireScope('update:tenant_settings')
  @ApiOperation({ summary: 'Deletes a trust anchor. Certificates that chain to it are refused at once.' })
  @ApiNoContentResponse()
  @Problems('trust_anchor.not_found')
  delete(@Param('id', uuidOr('trust_anchor.not_found')) id: string, @CurrentActor() actor: Actor): Promise<void> {
    return this.administration.delete(id, actor);
  }
}
