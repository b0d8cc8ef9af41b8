import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { GatewayCertificate } from '@postern/contracts';
import { type Actor, CurrentActor, RequireScope, textOr, Problems } from '@postern/management';
import { CertificateUploadDto, CreateCertificateDto } from './gateway-certificate.dto.js';
import { GatewayCertificateResponse } from './gateway-certificate.responses.js';
import { GatewayCertificates } from './gateway-certificates.service.js';

const certificateId = textOr('gateway.certificate_not_found');
const upload = [
  'gateway.wrong_password',
  'gateway.not_a_pfx',
  'gateway.unsupported_encryption',
  'gateway.no_private_key',
  'gateway.several_keys',
  'gateway.key_mismatch',
  'gateway.configuration_refused',
  'gateway.no_certificate_in_file',
  'gateway.invalid_key',
  'gateway.key_file_too_costly',
] as const;

@ApiTags('gateway')
@Controller('api/v2/gateway/certificates')
export class GatewayCertificatesController {
  constructor(private readonly certificates: GatewayCertificates) {}

  @Get()
  @RequireScope('read:gateway')
  @ApiOperation({ summary: 'Certificates that the gateway can present to upstreams, without their keys.' })
  @ApiOkResponse({ type: [GatewayCertificateResponse] })
  list(): Promise<readonly GatewayCertificate[]> {
    return this.certificates.list();
  }

  @Get(':id')
  @RequireScope('read:gateway')
  @ApiOkResponse({ type: GatewayCertificateResponse })
  @Problems('gateway.certificate_not_found')
  get(@Param('id', certificateId) id: string): Promise<GatewayCertificate> {
    return this.certificates.get(id);
  }

  @Post()
  @RequireScope('update:gateway')
  @ApiOperation({ summary: 'Uploads a certificate with its private key, from .pfx or PEM.' })
  @ApiCreatedResponse({ type: GatewayCertificateResponse })
  @Problems('gateway.certificate_id_taken', ...upload)
  create(@Body() { id, ...material }: CreateCertificateDto, @CurrentActor() actor: Actor): Promise<GatewayCertificate> {
    return this.certificates.create(id, material, actor);
  }

  @Put(':id')
  @RequireScope('update:gateway')
  @ApiOperation({
    summary: 'Replaces certificate and key in place. Upstreams get the new certificate at once, and no call is lost.',
  })
  @ApiOkResponse({ type: GatewayCertificateResponse })
  @Problems('gateway.certificate_not_found', ...upload)
  replace(
    @Param('id', certificateId) id: string,
    @Body() material: CertificateUploadDto,
    @CurrentActor() actor: Actor,
  ): Promise<GatewayCertificate> {
    return this.certificates.replace(id, material, actor);
  }

  @Delete(':id')
  @HttpCode(204)
  @RequireScope('update:gateway')
  @ApiNoContentResponse()
  @Problems('gateway.certificate_not_found', 'gateway.certificate_in_use')
  delete(@Param('id', certificateId) id: string, @CurrentActor() actor: Actor): Promise<void> {
    return this.certificates.delete(id, actor);
  }
}
