import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { OwnOrganization } from '@postern/contracts';
import { CurrentAccountId, RequireScope } from '@postern/management';
import { OrganizationDirectory } from './organization-directory.service.js';
import { OwnOrganizationResponse } from './organization.responses.js';

@ApiTags('profile')
@Controller('api/v2/me/organizations')
export class OwnOrganizationsController {
  constructor(private readonly directory: OrganizationDirectory) {}

  @Get()
  @RequireScope('read:me')
  @ApiOperation({ summary: "The person's organizations, with their role in each." })
  @ApiOkResponse({ type: [OwnOrganizationResponse] })
  list(@CurrentAccountId() accountId: string): Promise<readonly OwnOrganization[]> {
    return this.directory.ofAccount(accountId);
  }
}
