import { Body, Controller, Delete, Get, Headers, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { type Actor, CurrentActor, RequireScope, textOr, Problems } from '@postern/management';
import { apiChangeInOwnNames, apiWithAuth0Names, newApiInOwnNames } from './api-names.js';
import { chosenFields } from '../auth0-shapes/chosen-fields.js';
import { auth0ClientHeader, inListShape, ownPaging } from '../auth0-shapes/list-shapes.js';
import { FieldsQuery } from '../auth0-shapes/list.query.js';
import {
  CreateResourceServerBody,
  ResourceServersQuery,
  UpdateResourceServerBody,
} from './resource-server-body.dto.js';
import { ResourceServerAdministration } from './resource-server-administration.service.js';
import { ResourceServerDirectory } from './resource-server-directory.service.js';
import { ResourceServerPageResponse, ResourceServerResponse } from './resource-server.responses.js';

const apiId = textOr('resource_server.not_found');

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
  async list(@Query() query: ResourceServersQuery, @Headers(auth0ClientHeader) library?: string): Promise<object> {
    const found = await this.directory.list(ownPaging(query));
    const page = { ...found, items: found.items.map(apiWithAuth0Names) };
    return inListShape('resource_servers', query, page, library !== undefined);
  }

  @Get(':id')
  @RequireScope('read:resource_servers')
  @ApiOkResponse({ type: ResourceServerResponse })
  @Problems('resource_server.not_found')
  async get(@Param('id', apiId) id: string, @Query() query: FieldsQuery): Promise<object> {
    return chosenFields(apiWithAuth0Names(await this.directory.get(id)), query);
  }

  @Post()
  @RequireScope('create:resource_servers')
  @ApiOperation({ summary: 'Registers an API that tokens can be issued for.' })
  @ApiCreatedResponse({ type: ResourceServerResponse })
  @Problems('resource_server.identifier_taken', 'request.invalid')
  async create(@Body() input: CreateResourceServerBody, @CurrentActor() actor: Actor): Promise<object> {
    return apiWithAuth0Names(await this.administration.create(newApiInOwnNames(input), actor));
  }

  @Patch(':id')
  @RequireScope('update:resource_servers')
  @ApiOperation({ summary: 'Changes an API. Scopes that are removed from it are removed from its grants too.' })
  @ApiOkResponse({ type: ResourceServerResponse })
  @Problems('resource_server.not_found', 'resource_server.built_in', 'request.invalid')
  async update(
    @Param('id', apiId) id: string,
    @Body() input: UpdateResourceServerBody,
    @CurrentActor() actor: Actor,
  ): Promise<object> {
    const stored = await this.directory.get(id);
    const change = apiChangeInOwnNames(input, stored);
    return apiWithAuth0Names(await this.administration.update(stored.id, change, actor));
  }

  @Delete(':id')
  @HttpCode(204)
  @RequireScope('delete:resource_servers')
  @ApiOperation({ summary: 'Deletes an API and all grants for it.' })
  @ApiNoContentResponse()
  @Problems('resource_server.not_found', 'resource_server.built_in')
  async delete(@Param('id', apiId) id: string, @CurrentActor() actor: Actor): Promise<void> {
    return this.administration.delete((await this.directory.get(id)).id, actor);
  }
}
