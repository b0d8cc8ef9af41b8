import { Body, Controller, Delete, Get, Header, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import {
  ApiBody,
  ApiConflictResponse,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
  ApiUnprocessableEntityResponse,
} from '@nestjs/swagger';
import type { ClientRecord, ClientWithSecret, Page } from '@postern/contracts';
import { type Bearer, CurrentBearer, CurrentOrigin, RequireScope, SearchQuery } from '@postern/management';
import type { RequestOrigin } from '@postern/provider-kit';
import { existingClientId } from '../client-id.js';
import { clientChangeExamples, newClientExamples } from '../credential-administration/credential-examples.js';
import { ClientAdministration } from './client-administration.service.js';
import { ClientDirectory } from './client-directory.service.js';
import { CreateClientDto, UpdateClientDto } from './client.dto.js';
import {
  ChangedClientResponse,
  ClientPageResponse,
  ClientResponse,
  ClientWithSecretResponse,
} from './client.responses.js';

@ApiTags('clients')
@Controller('api/v2/clients')
export class ClientsController {
  constructor(
    private readonly directory: ClientDirectory,
    private readonly administration: ClientAdministration,
  ) {}

  @Get()
  @RequireScope('read:clients')
  @ApiOperation({ summary: 'Applications by name; `search` looks into name and client id.' })
  @ApiOkResponse({ type: ClientPageResponse })
  list(@Query() query: SearchQuery): Promise<Page<ClientRecord>> {
    return this.directory.list(query);
  }

  @Get(':client_id')
  @RequireScope('read:clients')
  @ApiOkResponse({ type: ClientResponse })
  @ApiNotFoundResponse({ description: '`client.not_found`' })
  get(@Param('client_id', existingClientId) clientId: string): Promise<ClientRecord> {
    return this.directory.get(clientId);
  }

  @Post()
  @RequireScope('create:clients')
  @Header('cache-control', 'no-store')
  @ApiOperation({
    summary: 'Registers an application; the answer shows its secret, once.',
    description:
      'With client_authentication_methods it has no secret: its credentials are made with it, all or nothing.',
  })
  @ApiBody({ type: CreateClientDto, examples: newClientExamples })
  @ApiCreatedResponse({ type: ClientWithSecretResponse })
  @ApiConflictResponse({ description: '`credential.duplicate`, `credential.too_many`' })
  @ApiUnprocessableEntityResponse({
    description:
      '`request.invalid`, `client.invalid_metadata`, `client.method_conflict`, `client.method_without_credential`, `credential.…` as of POST …/credentials, `credential.wrong_type`',
  })
  create(
    @Body() input: CreateClientDto,
    @CurrentBearer() bearer: Bearer,
    @CurrentOrigin() origin: RequestOrigin,
  ): Promise<ClientWithSecret> {
    return this.administration.create(input, { bearer, origin });
  }

  @Patch(':client_id')
  @RequireScope('update:clients')
  @Header('cache-control', 'no-store')
  @ApiOperation({
    summary: 'Changes what is named and leaves the rest.',
    description:
      'client_authentication_methods puts credentials to use by their ids; the secret is refused from then on, and comes back with token_endpoint_auth_method.',
  })
  @ApiBody({ type: UpdateClientDto, examples: clientChangeExamples })
  @ApiOkResponse({ type: ChangedClientResponse })
  @ApiConflictResponse({ description: '`client.built_in`, `credential.too_many`' })
  @ApiUnprocessableEntityResponse({
    description:
      '`request.invalid`, `client.invalid_metadata`, `client.method_conflict`, `client.method_without_credential`, `credential.not_found`, `credential.wrong_type`, `credential.expired`, `credential.invalid_key`',
  })
  update(
    @Param('client_id', existingClientId) clientId: string,
    @Body() change: UpdateClientDto,
    @CurrentBearer() bearer: Bearer,
    @CurrentOrigin() origin: RequestOrigin,
  ): Promise<ClientRecord> {
    return this.administration.update(clientId, change, { bearer, origin });
  }

  @Delete(':client_id')
  @HttpCode(204)
  @RequireScope('delete:clients')
  @ApiOperation({ summary: 'Deletes an application; its tokens and the consents given to it go with it.' })
  @ApiNoContentResponse()
  @ApiConflictResponse({ description: '`client.built_in`' })
  delete(
    @Param('client_id', existingClientId) clientId: string,
    @CurrentBearer() bearer: Bearer,
    @CurrentOrigin() origin: RequestOrigin,
  ): Promise<void> {
    return this.administration.delete(clientId, { bearer, origin });
  }

  @Post(':client_id/rotate-secret')
  @HttpCode(200)
  @RequireScope('update:clients')
  @Header('cache-control', 'no-store')
  @ApiOperation({ summary: 'Makes a new secret and shows it, once; the one before is refused from now on.' })
  @ApiOkResponse({ type: ClientWithSecretResponse })
  @ApiConflictResponse({ description: '`request.conflict`: the application keeps no secret' })
  rotateSecret(
    @Param('client_id', existingClientId) clientId: string,
    @CurrentBearer() bearer: Bearer,
    @CurrentOrigin() origin: RequestOrigin,
  ): Promise<ClientWithSecret> {
    return this.administration.rotateSecret(clientId, { bearer, origin });
  }
}
