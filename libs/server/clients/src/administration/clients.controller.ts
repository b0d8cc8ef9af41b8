import { Body, Controller, Delete, Get, Header, Headers, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import {
  ApiBody,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import {
  type Actor,
  assertMayDemandOfAdministrators,
  type Bearer,
  CurrentActor,
  CurrentBearer,
  RequireScope,
  Problems,
  WithinOrganization,
} from '@postern/management';
import { existingClientId } from '../client-id.js';
import { clientChangeExamples, newClientExamples } from '../credential-administration/credential-examples.js';
import { assertOfPanel, changesDemands } from './built-in-rules.js';
import { ClientAdministration } from './client-administration.service.js';
import { ClientDirectory } from './client-directory.service.js';
import { CreateClientBody, UpdateClientBody } from './client-body.dto.js';
import { clientChangeInOwnNames, newClientInOwnNames, withAuth0Names } from './client-names.js';
import { ClientsQuery } from './clients.query.js';
import { credentialRefusals } from '../credentials/credential-refusal.js';
import { chosenFields } from '../auth0-shapes/chosen-fields.js';
import { auth0ClientHeader, inListShape, ownPaging } from '../auth0-shapes/list-shapes.js';
import { FieldsQuery } from '../auth0-shapes/list.query.js';
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
  @WithinOrganization('organization_id', { in: 'query' })
  @RequireScope('read:clients')
  @ApiOperation({ summary: 'Applications by name; `search` looks into name and client id.' })
  @ApiOkResponse({ type: ClientPageResponse })
  async list(@Query() query: ClientsQuery, @Headers(auth0ClientHeader) library?: string): Promise<object> {
    const found = await this.directory.list(ownPaging(query));
    const page = { ...found, items: found.items.map(withAuth0Names) };
    return inListShape('clients', query, page, library !== undefined);
  }

  @Get(':client_id')
  @WithinOrganization('client_id', { kind: 'client' })
  @RequireScope('read:clients')
  @ApiOkResponse({ type: ClientResponse })
  @Problems('client.not_found')
  async get(@Param('client_id', existingClientId) clientId: string, @Query() query: FieldsQuery): Promise<object> {
    return chosenFields(withAuth0Names(await this.directory.get(clientId)), query);
  }

  @Post()
  @WithinOrganization('organization_id', { in: 'body' })
  @RequireScope('create:clients')
  @Header('cache-control', 'no-store')
  @ApiOperation({
    summary: 'Registers an application. Its secret is shown once, in this response.',
    description:
      'With client_authentication_methods it has no secret: its credentials are made with it, all or nothing.',
  })
  @ApiBody({ type: CreateClientBody, examples: newClientExamples })
  @ApiCreatedResponse({ type: ClientWithSecretResponse })
  @Problems(
    'organization.not_found',
    'credential.duplicate',
    'credential.too_many',
    ...credentialRefusals,
    'request.invalid',
    'client.invalid_metadata',
    'client.method_conflict',
    'client.method_without_credential',
    'credential.wrong_type',
  )
  async create(@Body() input: CreateClientBody, @CurrentActor() actor: Actor): Promise<object> {
    return withAuth0Names(await this.administration.create(newClientInOwnNames(input), actor));
  }

  @Patch(':client_id')
  @WithinOrganization('client_id', { kind: 'client' })
  @RequireScope('update:clients')
  @Header('cache-control', 'no-store')
  @ApiOperation({
    summary: 'Changes the given settings; the others do not change.',
    description:
      'client_authentication_methods puts credentials to use by their ids; the secret is refused from then on, and comes back with token_endpoint_auth_method.',
  })
  @ApiBody({ type: UpdateClientBody, examples: clientChangeExamples })
  @ApiOkResponse({ type: ChangedClientResponse })
  @Problems(
    'organization.not_found',
    'client.built_in',
    'token.insufficient_authentication',
    'sign_in_method.locks_out_owners',
    'credential.too_many',
    'request.invalid',
    'client.invalid_metadata',
    'client.method_conflict',
    'client.method_without_credential',
    'credential.not_found',
    'credential.wrong_type',
    'credential.expired',
    'credential.invalid_key',
  )
  async update(
    @Param('client_id', existingClientId) clientId: string,
    @Body() input: UpdateClientBody,
    @CurrentActor() actor: Actor,
    @CurrentBearer() bearer: Bearer,
  ): Promise<object> {
    const stored = await this.directory.get(clientId);
    const change = clientChangeInOwnNames(input, stored);
    if (change.role_acr_values !== undefined) {
      assertOfPanel(clientId, 'role_acr_values');
      if (changesDemands(stored, change.role_acr_values))
        assertMayDemandOfAdministrators(bearer, change.role_acr_values.owner);
    }
    return withAuth0Names(await this.administration.update(clientId, change, actor));
  }

  @Delete(':client_id')
  @WithinOrganization('client_id', { kind: 'client' })
  @HttpCode(204)
  @RequireScope('delete:clients')
  @ApiOperation({ summary: 'Deletes an application, its tokens and the consents given to it.' })
  @ApiNoContentResponse()
  @Problems('client.built_in')
  delete(@Param('client_id', existingClientId) clientId: string, @CurrentActor() actor: Actor): Promise<void> {
    return this.administration.delete(clientId, actor);
  }

  @Post(':client_id/rotate-secret')
  @WithinOrganization('client_id', { kind: 'client' })
  @HttpCode(200)
  @RequireScope('update:clients')
  @Header('cache-control', 'no-store')
  @ApiOperation({
    summary: 'Creates a new secret and shows it once. The previous one is refused at once.',
    description: 'Refused for an application that keeps no secret.',
  })
  @ApiOkResponse({ type: ClientWithSecretResponse })
  @Problems('request.conflict')
  async rotateSecret(
    @Param('client_id', existingClientId) clientId: string,
    @CurrentActor() actor: Actor,
  ): Promise<object> {
    return withAuth0Names(await this.administration.rotateSecret(clientId, actor));
  }
}
