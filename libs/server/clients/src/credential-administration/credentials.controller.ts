import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post } from '@nestjs/common';
import {
  ApiBody,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import type { ClientCredential } from '@postern/contracts';
import {
  type Actor,
  CurrentActor,
  RequireOneScope,
  RequireScope,
  uuidOr,
  Problems,
  WithinOrganization,
} from '@postern/management';
import { existingClientId } from '../client-id.js';
import { CredentialAdministration } from './credential-administration.service.js';
import { credentialExamples } from './credential-examples.js';
import { withoutReadOnly } from '../auth0-shapes/same-value.js';
import { CredentialDto, readOnlyOfCredentials, UpdateCredentialDto } from '../credentials/credential.dto.js';
import { CredentialResponse } from './credential.responses.js';

const existingId = uuidOr('credential.not_found');

@ApiTags('client credentials')
@Controller('api/v2/clients/:client_id/credentials')
@WithinOrganization('client_id', { kind: 'client' })
export class CredentialsController {
  constructor(private readonly administration: CredentialAdministration) {}

  @Get()
  @RequireScope('read:client_credentials')
  @ApiOperation({ summary: 'Credentials of an application, oldest first; `used_by` shows which are in use.' })
  @ApiOkResponse({ type: [CredentialResponse] })
  @Problems('client.not_found')
  list(@Param('client_id', existingClientId) clientId: string): Promise<readonly ClientCredential[]> {
    return this.administration.list(clientId);
  }

  @Get(':id')
  @RequireScope('read:client_credentials')
  @ApiOkResponse({ type: CredentialResponse })
  @Problems('credential.not_found')
  get(
    @Param('client_id', existingClientId) clientId: string,
    @Param('id', existingId) id: string,
  ): Promise<ClientCredential> {
    return this.administration.get(clientId, id);
  }

  @Post()
  @RequireOneScope('create:client_credentials', 'update:client_credentials')
  @ApiOperation({
    summary: 'Stores a credential, inactive. To use it, PATCH the application with its id.',
    description:
      'A certificate, a subject name, a subject alternative name or a public key. Nothing secret: private keys are refused.',
  })
  @ApiBody({ type: CredentialDto, examples: credentialExamples })
  @ApiCreatedResponse({ type: CredentialResponse })
  @Problems(
    'client.not_found',
    'credential.duplicate',
    'credential.too_many',
    'client.built_in',
    'credential.private_key_given',
    'credential.not_a_certificate',
    'credential.several_certificates',
    'credential.expired',
    'credential.weak_key',
    'credential.invalid_dn',
    'credential.invalid_san',
    'credential.invalid_key',
    'request.invalid',
  )
  create(
    @Param('client_id', existingClientId) clientId: string,
    @Body() input: CredentialDto,
    @CurrentActor() actor: Actor,
  ): Promise<ClientCredential> {
    return this.administration.create(clientId, input, actor);
  }

  @Patch(':id')
  @RequireScope('update:client_credentials')
  @ApiOperation({ summary: 'Changes when a credential expires; nothing else can be changed.' })
  @ApiOkResponse({ type: CredentialResponse })
  @Problems('client.not_found', 'credential.not_found', 'client.built_in', 'credential.expired', 'request.invalid')
  async update(
    @Param('client_id', existingClientId) clientId: string,
    @Param('id', existingId) id: string,
    @Body() input: UpdateCredentialDto,
    @CurrentActor() actor: Actor,
  ): Promise<ClientCredential> {
    const stored = await this.administration.get(clientId, id);
    const { expires_at: end } = withoutReadOnly(input, stored, readOnlyOfCredentials);
    if (end === stored.expires_at) return stored;
    return this.administration.update(clientId, id, end === null ? null : new Date(end), actor);
  }

  @Delete(':id')
  @HttpCode(204)
  @RequireOneScope('delete:client_credentials', 'update:client_credentials')
  @ApiOperation({ summary: 'Deletes a credential that is not in use.' })
  @ApiNoContentResponse()
  @Problems('credential.not_found', 'credential.in_use')
  delete(
    @Param('client_id', existingClientId) clientId: string,
    @Param('id', existingId) id: string,
    @CurrentActor() actor: Actor,
  ): Promise<void> {
    return this.administration.delete(clientId, id, actor);
  }
}
