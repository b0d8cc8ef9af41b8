import { Body, Controller, Delete, Get, Headers, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { ClientGrant } from '@postern/contracts';
import { type Actor, CurrentActor, RequireScope, uuidOr, Problems } from '@postern/management';
import { ClientGrantAdministration } from './client-grant-administration.service.js';
import { grantChangeInOwnNames, newGrantInOwnNames } from './api-names.js';
import { ClientGrantsListQuery, CreateClientGrantBody, UpdateClientGrantBody } from './client-grant-body.dto.js';
import { auth0ClientHeader, inListShape, ownPaging } from '../auth0-shapes/list-shapes.js';
import { ClientGrantPageResponse, ClientGrantResponse } from './client-grant.responses.js';

const grantId = uuidOr('client_grant.not_found');

@ApiTags('client grants')
@Controller('api/v2/client-grants')
export class ClientGrantsController {
  constructor(private readonly administration: ClientGrantAdministration) {}

  @Get()
  @RequireScope('read:client_grants')
  @ApiOperation({ summary: 'Grants of applications for APIs: all, or those of one application or API.' })
  @ApiOkResponse({ type: ClientGrantPageResponse })
  async list(@Query() query: ClientGrantsListQuery, @Headers(auth0ClientHeader) library?: string): Promise<object> {
    const page = await this.administration.list(ownPaging(query));
    return inListShape('client_grants', query, page, library !== undefined);
  }

  @Get(':id')
  @RequireScope('read:client_grants')
  @ApiOkResponse({ type: ClientGrantResponse })
  @Problems('client_grant.not_found')
  get(@Param('id', grantId) id: string): Promise<ClientGrant> {
    return this.administration.get(id);
  }

  @Post()
  @RequireScope('create:client_grants')
  @ApiOperation({ summary: 'Lets an application get tokens for an API. Without a grant it gets none.' })
  @ApiCreatedResponse({ type: ClientGrantResponse })
  @Problems('resource_server.not_found', 'client_grant.duplicate', 'resource_server.built_in', 'request.invalid')
  create(@Body() input: CreateClientGrantBody, @CurrentActor() actor: Actor): Promise<ClientGrant> {
    return this.administration.create(newGrantInOwnNames(input), actor);
  }

  @Patch(':id')
  @RequireScope('update:client_grants')
  @ApiOkResponse({ type: ClientGrantResponse })
  @Problems('client_grant.not_found', 'request.invalid')
  async update(
    @Param('id', grantId) id: string,
    @Body() input: UpdateClientGrantBody,
    @CurrentActor() actor: Actor,
  ): Promise<ClientGrant> {
    const change = grantChangeInOwnNames(input, await this.administration.get(id));
    return this.administration.update(id, change, actor);
  }

  @Delete(':id')
  @HttpCode(204)
  @RequireScope('delete:client_grants')
  @ApiOperation({ summary: 'Revokes a grant. Tokens issued under it are valid until they expire.' })
  @ApiNoContentResponse()
  @Problems('client_grant.not_found')
  delete(@Param('id', grantId) id: string, @CurrentActor() actor: Actor): Promise<void> {
    return this.administration.delete(id, actor);
  }
}
