import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { OrganizationRecord, Page } from '@postern/contracts';
import {
  type Actor,
  CurrentActor,
  Problems,
  RequireScope,
  SearchQuery,
  uuidOr,
  WithinOrganization,
} from '@postern/management';
import { OrganizationAdministration } from './organization-administration.service.js';
import { OrganizationDirectory } from './organization-directory.service.js';
import { NewOrganizationDto, OrganizationChangeDto } from './organization.dto.js';
import { OrganizationPageResponse, OrganizationResponse } from './organization.responses.js';

const organizationId = uuidOr('organization.not_found');

@ApiTags('organizations')
@Controller('api/v2/organizations')
export class OrganizationsController {
  constructor(
    private readonly directory: OrganizationDirectory,
    private readonly administration: OrganizationAdministration,
  ) {}

  @Get()
  @RequireScope('read:organizations')
  @ApiOperation({ summary: 'Organizations by name; `search` looks into name and short name.' })
  @ApiOkResponse({ type: OrganizationPageResponse })
  list(@Query() query: SearchQuery): Promise<Page<OrganizationRecord>> {
    return this.directory.list(query);
  }

  @Post()
  @RequireScope('create:organizations')
  @ApiCreatedResponse({ type: OrganizationResponse })
  @Problems('request.invalid', 'organization.slug_taken')
  create(@Body() input: NewOrganizationDto, @CurrentActor() actor: Actor): Promise<OrganizationRecord> {
    return this.administration.create(input, actor);
  }

  @Get(':id')
  @WithinOrganization('id')
  @RequireScope('read:organizations')
  @ApiOkResponse({ type: OrganizationResponse })
  @Problems('organization.not_found')
  get(@Param('id', organizationId) id: string): Promise<OrganizationRecord> {
    return this.directory.get(id);
  }

  @Patch(':id')
  @WithinOrganization('id')
  @RequireScope('update:organizations')
  @ApiOperation({ summary: 'Changes the given settings; the others do not change.' })
  @ApiOkResponse({ type: OrganizationResponse })
  @Problems('request.invalid', 'organization.not_found', 'organization.slug_taken')
  update(
    @Param('id', organizationId) id: string,
    @Body() change: OrganizationChangeDto,
    @CurrentActor() actor: Actor,
  ): Promise<OrganizationRecord> {
    return this.administration.update(id, change, actor);
  }

  @Delete(':id')
  @WithinOrganization('id')
  @RequireScope('delete:organizations')
  @ApiOperation({
    summary:
      'Delete an organization that has no applications, with its sign-in methods. Its members keep their accounts.',
  })
  @HttpCode(204)
  @ApiNoContentResponse()
  @Problems('organization.not_found', 'organization.has_applications')
  delete(@Param('id', organizationId) id: string, @CurrentActor() actor: Actor): Promise<void> {
    return this.administration.delete(id, actor);
  }
}
