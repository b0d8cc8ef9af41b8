import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { UnlinkedCertificate } from '@postern/contracts';
import { CurrentAccountId, RequireScope } from '@postern/management';
import { UnlinkedCertificateResponse } from '../identifiers/identifier.responses.js';
import { UnlinkedCertificateViews } from '../identifiers/unlinked-certificate-views.js';

@ApiTags('profile')
@Controller('api/v2/me/unlinked-certificates')
export class OwnUnlinkedCertificatesController {
  constructor(private readonly certificates: UnlinkedCertificateViews) {}

  @Get()
  @RequireScope('read:me')
  @ApiOperation({ summary: 'Certificates that you sign in with because of a name in them. They are not linked.' })
  @ApiOkResponse({ type: [UnlinkedCertificateResponse] })
  list(@CurrentAccountId() accountId: string): Promise<readonly UnlinkedCertificate[]> {
    return this.certificates.list(accountId);
  }
}
