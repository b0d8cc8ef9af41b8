import { Controller, Get, Param, Query, type StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { CertificateTimeline, KnownCertificate, KnownCertificateDetail, Page } from '@postern/contracts';
import { download, Problems, RequireScope, uuidOr } from '@postern/management';
import { CertificateFilterQuery, CertificateListQuery, CertificateTimelineQuery } from './certificate.query.js';
import { CertificateDirectory } from './certificate-directory.service.js';
import { certificatesAsCsv } from './certificate-export.js';
import {
  CertificateTimelineResponse,
  KnownCertificateDetailResponse,
  KnownCertificatePageResponse,
} from './known-certificate.responses.js';

@ApiTags('certificates')
@Controller('api/v2/certificates')
@RequireScope('read:certificates')
export class CertificateInventoryController {
  constructor(private readonly certificates: CertificateDirectory) {}

  @Get()
  @ApiOperation({ summary: 'All certificates, whatever they are used for; those that expire first come first.' })
  @ApiOkResponse({ type: KnownCertificatePageResponse })
  list(@Query() query: CertificateListQuery): Promise<Page<KnownCertificate>> {
    return this.certificates.page(query);
  }

  @Get('timeline')
  @ApiOperation({ summary: 'How many certificates expire, by week or by month.' })
  @ApiOkResponse({ type: CertificateTimelineResponse })
  timeline(@Query() query: CertificateTimelineQuery): Promise<CertificateTimeline> {
    return this.certificates.timeline(query);
  }

  @Get('export')
  @ApiOperation({ summary: 'All certificates that match the filters, streamed as CSV.' })
  @ApiProduces('text/csv')
  export(@Query() filter: CertificateFilterQuery): Promise<StreamableFile> {
    return download(this.certificates.all(filter), certificatesAsCsv, {
      type: 'text/csv',
      filename: 'certificates.csv',
    });
  }

  @Get(':id')
  @ApiOperation({ summary: 'One certificate, with its PEM and its uses.' })
  @ApiOkResponse({ type: KnownCertificateDetailResponse })
  @Problems('certificate.not_found')
  get(@Param('id', uuidOr('certificate.not_found')) id: string): Promise<KnownCertificateDetail> {
    return this.certificates.get(id);
  }
}
