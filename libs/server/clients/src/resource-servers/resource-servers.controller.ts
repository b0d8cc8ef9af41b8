import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import {
  ApiConflictResponse,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
  ApiUnprocessableEntityResponse,
} from '@nestjs/swagger';
import type { Page, ResourceServer } from '@postern/contracts';
import { type Bearer, CurrentBearer, CurrentOrigin, RequireScope, SearchQuery, uuidOr } from '@postern/management';
import type { RequestOrigin } from '@postern/provider-kit';
import { ResourceServerAdministration } from './resource-server-administration.service.js';
import { ResourceServerDirectory } from './resource-server-directory.service.js';
import { CreateResourceServerDto, UpdateResourceServerDto } from './resource-server.dto.js';
import { ResourceServerPageResponse, ResourceServerResponse } from './resource-server.responses.js';

const apiId = uuidOr('resource_server.not_found');

@ApiTags('APIs')
@Controller('api/v2/resource-servers')
export class ResourceServersController {
  constructor(
    private readonly directory: ResourceServerDirectory,
    private readonly administration: ResourceServerAdministration,
  ) {}

  @Get()
  @RequireScope('read:resource_servers')
  @ApiOperation({ summary: "APIs, Postern's own first; `search` looks into name and identifier." })
  @ApiOkResponse({ type: ResourceServerPageResponse })
  list(@Query() query: SearchQuery): Promise<Page<ResourceServer>> {
    return this.directory.list(query);
  }

  @Get(':id')
  @RequireScope('read:resource_servers')
  @ApiOkResponse({ type: ResourceServerResponse })
  @ApiNotFoundResponse({ description: '`resource_server.not_found`' })
  get(@Param('id', apiId) id: string): Promise<ResourceServer> {
    return this.directory.get(id);
  }

  @Post()
  @RequireScope('create:resource_servers')
  @ApiOperation({ summary: 'Registers an API that tokens can be issued for.' })
  @ApiCreatedResponse({ type: ResourceServerResponse })
  @ApiConflictResponse({ description: '`resource_server.identifier_taken`' })
  @ApiUnprocessableEntityResponse({ description: '`request.invalid`' })
  create(
    @Body() input: CreateResourceServerDto,
    @CurrentBearer() bearer: Bearer,
    @CurrentOrigin() origin: RequestOrigin,
  ): Promise<ResourceServer> {
    return this.administration.create(input, { bearer, origin });
  }

  @Patch(':id')
  @RequireScope('update:resource_servers')
  @ApiOperation({ summary: 'Changes an API; scopes that it loses, its grants lose as well.' })
  @ApiOkResponse({ type: ResourceServerResponse })
  @ApiNotFoundResponse({ description: '`resource_server.not_found`' })
  @ApiConflictResponse({ description: '`resource_server.built_in`' })
  @ApiUnprocessableEntityResponse({ description: '`request.invalid`' })
  update(
    @Param('id', apiId) id: string,
    @Body() input: UpdateResourceServerDto,
    @CurrentBearer() bearer: Bearer,
    @CurrentOrigin() origin: RequestOrigin,
  ): Promise<ResourceServer> {
    return this.administration.update(id, input, { bearer, origin });
  }

  @Delete(':id')
  @HttpCode(204)
  @RequireScope('delete:resource_servers')
  @ApiOperation({ summary: 'Deletes an API and all grants for it.' })
  @ApiNoContentResponse()
  @ApiNotFoundResponse({ description: '`resource_server.not_found`' })
  @ApiConflictResponse({ description: '`resource_server.built_in`' })
  delete(
    @Param('id', apiId) id: string,
    @CurrentBearer() bearer: Bearer,
    @CurrentOrigin() origin: RequestOrigin,
  ): Promise<void> {
    return this.administration.delete(id, { bearer, origin });
  }
}
