import { Body, Controller, Get, Param, Put } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { KeyCredentialManifest } from '@postern/contracts';
import { type Actor, CurrentActor, RequireScope, Problems, WithinOrganization } from '@postern/management';
import { existingClientId } from '../client-id.js';
import { KeyCredentialManifests } from './key-credential-manifest.service.js';
import { ManifestDto, ManifestResponse } from './key-credential.dto.js';

@ApiTags('client credentials')
@Controller('api/v2/clients/:client_id/key-credentials')
@WithinOrganization('client_id', { kind: 'client' })
export class KeyCredentialsController {
  constructor(private readonly manifests: KeyCredentialManifests) {}

  @Get()
  @RequireScope('read:client_keys')
  @ApiOperation({ summary: 'Certificates that sign assertions (private_key_jwt), as a manifest, oldest first.' })
  @ApiOkResponse({ type: ManifestResponse })
  @Problems('client.not_found')
  read(@Param('client_id', existingClientId) clientId: string): Promise<KeyCredentialManifest> {
    return this.manifests.read(clientId);
  }

  @Put()
  @RequireScope('update:client_keys')
  @ApiOperation({
    summary: 'Replaces the certificates that sign assertions, all at once.',
    description:
      'They are in use at once: an application that had a secret authenticates with private_key_jwt from now on, and its secret is refused until the application is changed back. Certificates that stay keep their keyId and go on working; those that are not listed any more are deleted. To keep a certificate without using it yet, POST it to /credentials.',
  })
  @ApiOkResponse({ type: ManifestResponse })
  @Problems(
    'client.not_found',
    'client.method_conflict',
    'client.built_in',
    'credential.duplicate',
    'credential.too_many',
    'credential.thumbprint_mismatch',
    'credential.private_key_given',
    'credential.not_a_certificate',
    'credential.expired',
    'credential.weak_key',
    'credential.invalid_key',
    'client.method_without_credential',
    'request.invalid',
  )
  replace(
    @Param('client_id', existingClientId) clientId: string,
    @Body() manifest: ManifestDto,
    @CurrentActor() actor: Actor,
  ): Promise<KeyCredentialManifest> {
    return this.manifests.replace(clientId, manifest, actor);
  }
}
