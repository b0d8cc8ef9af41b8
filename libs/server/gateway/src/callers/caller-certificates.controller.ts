import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { GatewayCallerCertificate, Page } from '@postern/contracts';
import { type Actor, CurrentActor, RequireScope, SearchQuery, uuidOr, Problems } from '@postern/management';
import { AddCallersDto } from './caller-certificate.dto.js';
import { CallerCertificatePageResponse, CallerCertificateResponse } from './caller-certificate.responses.js';
import { CallerCertificates } from './caller-certificates.service.js';

const certificateId = uuidOr('gateway.certificate_not_found');

@ApiTags('gateway')
@Controller('api/v2/gateway/caller-certificates')
export class CallerCertificatesController {
  constructor(private readonly callers: CallerCertificates) {}

  @Get()
  @RequireScope('read:gateway')
  @ApiOperation({ summary: "Callers' certificates, by name; `search` looks at name, subject and thumbprint." })
  @ApiOkResponse({ type: CallerCertificatePageResponse })
  list(@Query() query: SearchQuery): Promise<Page<GatewayCallerCertificate>> {
    return this.callers.page(query);
  }

  @Get(':id')
  @RequireScope('read:gateway')
  @ApiOkResponse({ type: CallerCertificateResponse })
  @Problems('gateway.certificate_not_found')
  get(@Param('id', certificateId) id: string): Promise<GatewayCallerCertificate> {
    return this.callers.get(id);
  }

  @Post()
  @RequireScope('update:gateway')
  @ApiOperation({ summary: 'Adds one or more certificates, without keys. Takes effect at once.' })
  @ApiCreatedResponse({ type: [CallerCertificateResponse] })
  @Problems('certificate.malformed', 'certificate.private_key_given')
  add(@Body() input: AddCallersDto, @CurrentActor() actor: Actor): Promise<readonly GatewayCallerCertificate[]> {
    return this.callers.add(input, actor);
  }

  @Delete(':id')
  @HttpCode(204)
  @RequireScope('update:gateway')
  @ApiNoContentResponse()
  @Problems('gateway.certificate_not_found')
  delete(@Param('id', certificateId) id: string, @CurrentActor() actor: Actor): Promise<void> {
    return this.callers.delete(id, actor);
  }
}
