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
import type { ClientGrant, Page } from '@postern/contracts';
import { type Bearer, CurrentBearer, CurrentOrigin, RequireScope, uuidOr } from '@postern/management';
import type { RequestOrigin } from '@postern/provider-kit';
import { ClientGrantAdministration } from './client-grant-administration.service.js';
import { ClientGrantsQuery, CreateClientGrantDto, UpdateClientGrantDto } from './client-grant.dto.js';
import { ClientGrantPageResponse, ClientGrantResponse } from './client-grant.responses.js';

const grantId = uuidOr('client_grant.not_found');

@ApiTags('client grants')
@Controller('api/v2/client-grants')
export class ClientGrantsController {
  constructor(private readonly administration: ClientGrantAdministration) {}

  @Get()
  @RequireScope('read:client_grants')
  @ApiOperation({ summary: 'What applications may do at APIs; all, or of one application or API.' })
  @ApiOkResponse({ type: ClientGrantPageResponse })
  list(@Query() query: ClientGrantsQuery): Promise<Page<ClientGrant>> {
    return this.administration.list(query);
  }

  @Get(':id')
  @RequireScope('read:client_grants')
  @ApiOkResponse({ type: ClientGrantResponse })
  @ApiNotFoundResponse({ description: '`client_grant.not_found`' })
  get(@Param('id', grantId) id: string): Promise<ClientGrant> {
    return this.administration.get(id);
  }

  @Post()
  @RequireScope('create:client_grants')
  @ApiOperation({ summary: 'Lets an application have tokens for an API. Without a grant it gets none.' })
  @ApiCreatedResponse({ type: ClientGrantResponse })
  @ApiNotFoundResponse({ description: '`resource_server.not_found`' })
  @ApiConflictResponse({ description: '`client_grant.duplicate`, `resource_server.built_in`' })
  @ApiUnprocessableEntityResponse({ description: '`request.invalid`' })
  create(
    @Body() input: CreateClientGrantDto,
    @CurrentBearer() bearer: Bearer,
    @CurrentOrigin() origin: RequestOrigin,
  ): Promise<ClientGrant> {
    return this.administration.create(input, { bearer, origin });
  }

  @Patch(':id')
  @RequireScope('update:client_grants')
  @ApiOkResponse({ type: ClientGrantResponse })
  @ApiNotFoundResponse({ description: '`client_grant.not_found`' })
  @ApiUnprocessableEntityResponse({ description: '`request.invalid`' })
  update(
    @Param('id', grantId) id: string,
    @Body() input: UpdateClientGrantDto,
    @CurrentBearer() bearer: Bearer,
    @CurrentOrigin() origin: RequestOrigin,
  ): Promise<ClientGrant> {
    return this.administration.update(id, input, { bearer, origin });
  }

  @Delete(':id')
  @HttpCode(204)
  @RequireScope('delete:client_grants')
  @ApiOperation({ summary: 'Takes a grant back; tokens that were issued under it live until they expire.' })
  @ApiNoContentResponse()
  @ApiNotFoundResponse({ description: '`client_grant.not_found`' })
  delete(
    @Param('id', grantId) id: string,
    @CurrentBearer() bearer: Bearer,
    @CurrentOrigin() origin: RequestOrigin,
  ): Promise<void> {
    return this.administration.delete(id, { bearer, origin });
  }
}
