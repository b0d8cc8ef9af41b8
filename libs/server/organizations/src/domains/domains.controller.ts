import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { DomainRecord, Page } from '@postern/contracts';
import {
  type Actor,
  CurrentActor,
  Problems,
  RequireScope,
  SearchQuery,
  uuidOr,
  WithinOrganization,
} from '@postern/management';
import { DomainAdministration } from './domain-administration.service.js';
import { DomainDirectory } from './domain-directory.service.js';
import { DomainChangeDto, NewDomainDto } from './domain.dto.js';
import { DomainPageResponse, DomainResponse } from './domain.responses.js';

const organizationId = uuidOr('organization.not_found');
const domainId = uuidOr('domain.not_found');

@ApiTags('organizations')
@Controller('api/v2/organizations/:id/domains')
@WithinOrganization('id')
export class DomainsController {
  constructor(
    private readonly directory: DomainDirectory,
    private readonly administration: DomainAdministration,
  ) {}

  @Get()
  @RequireScope('read:organizations')
  @ApiOperation({ summary: 'Domains by name, with the TXT record that proves each.' })
  @ApiOkResponse({ type: DomainPageResponse })
  @Problems('organization.not_found')
  list(@Param('id', organizationId) id: string, @Query() query: SearchQuery): Promise<Page<DomainRecord>> {
    return this.directory.list(id, query);
  }

  @Post()
  @RequireScope('update:organizations')
  @ApiOperation({ summary: 'Adds a domain, which is not verified yet.' })
  @ApiCreatedResponse({ type: DomainResponse })
  @Problems('request.invalid', 'organization.not_found', 'domain.duplicate', 'domain.too_many')
  add(
    @Param('id', organizationId) id: string,
    @Body() { domain }: NewDomainDto,
    @CurrentActor() actor: Actor,
  ): Promise<DomainRecord> {
    return this.administration.add(id, domain, actor);
  }

  @Post(':domainId/verification')
  @RequireScope('update:organizations')
  @ApiOperation({ summary: 'Looks for the TXT record, and then verifies the domain.' })
  @HttpCode(200)
  @ApiOkResponse({ type: DomainResponse })
  @Problems(
    'organization.not_found',
    'domain.not_found',
    'domain.not_proven',
    'domain.verified_elsewhere',
    'domain.lookup_failed',
  )
  verify(
    @Param('id', organizationId) id: string,
    @Param('domainId', domainId) domain: string,
    @CurrentActor() actor: Actor,
  ): Promise<DomainRecord> {
    return this.administration.verify(id, domain, actor);
  }

  @Patch(':domainId')
  @RequireScope('update:organizations')
  @ApiOperation({ summary: 'For administrators of the system: verifies a domain without a proof, or takes that back.' })
  @ApiOkResponse({ type: DomainResponse })
  @Problems('request.invalid', 'organization.not_found', 'domain.not_found', 'domain.verified_elsewhere')
  change(
    @Param('id', organizationId) id: string,
    @Param('domainId', domainId) domain: string,
    @Body() { verified }: DomainChangeDto,
    @CurrentActor() actor: Actor,
  ): Promise<DomainRecord> {
    return this.administration.declare(id, domain, verified, actor);
  }

  @Delete(':domainId')
  @RequireScope('update:organizations')
  @ApiOperation({ summary: 'Removes a domain.' })
  @HttpCode(204)
  @ApiNoContentResponse()
  @Problems('organization.not_found', 'domain.not_found')
  remove(
    @Param('id', organizationId) id: string,
    @Param('domainId', domainId) domain: string,
    @CurrentActor() actor: Actor,
  ): Promise<void> {
    return this.administration.remove(id, domain, actor);
  }
}
