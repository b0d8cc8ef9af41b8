import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { ExpiringCredential } from '@postern/contracts';
import { RequireScope } from '@postern/management';
import { ExpiringCredentialResponse } from './expiring-credential.responses.js';
import { ExpiringCredentials } from './expiring-credentials.service.js';

@ApiTags('client credentials')
@Controller('api/v2/expiring-credentials')
export class ExpiringCredentialsController {
  constructor(private readonly credentials: ExpiringCredentials) {}

  @Get()
  @RequireScope('read:client_credentials')
  @ApiOperation({
    summary: 'Credentials in use, of all applications, that have expired or expire within 30 days; the earliest first.',
  })
  @ApiOkResponse({ type: [ExpiringCredentialResponse] })
  list(): Promise<readonly ExpiringCredential[]> {
    return this.credentials.list();
  }
}
