import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { ApplicationSignInMethods, SignInMethodRecord } from '@postern/contracts';
import {
  type Actor,
  CurrentActor,
  Problems,
  RequireScope,
  textOr,
  uuidOr,
  WithinOrganization,
} from '@postern/management';
import { MethodRecords } from '../administration/method-records.service.js';
import { SignInMethodResponse } from '../administration/sign-in-method.responses.js';
import { MethodPlacementDto, OwnMethodDto } from './application-lists.dto.js';
import { ApplicationSignInMethodsResponse } from './application-lists.responses.js';
import { ApplicationLists } from './application-lists.service.js';

const clientIdOf = textOr('client.not_found');

@ApiTags('sign-in methods')
@Controller('api/v2/clients/:client_id/sign-in-methods')
@WithinOrganization('client_id', { kind: 'client' })
export class ApplicationListsController {
  constructor(
    private readonly lists: ApplicationLists,
    private readonly records: MethodRecords,
  ) {}

  @Get()
  @RequireScope('read:clients', 'read:sign_in_methods')
  @ApiOperation({
    summary: 'Methods that an application may offer: its own and public ones, with their place in its list.',
  })
  @ApiOkResponse({ type: ApplicationSignInMethodsResponse })
  @Problems('client.not_found')
  list(@Param('client_id', clientIdOf) clientId: string): Promise<ApplicationSignInMethods> {
    return this.lists.list(clientId);
  }

  @Patch(':id')
  @RequireScope('update:clients', 'update:sign_in_methods')
  @ApiOperation({ summary: 'Places a method in the list of an application, which then has a list of its own.' })
  @ApiOkResponse({ type: ApplicationSignInMethodsResponse })
  @Problems('client.not_found', 'sign_in_method.not_found', 'request.invalid', 'sign_in_method.locks_out_owners')
  async place(
    @Param('client_id', clientIdOf) clientId: string,
    @Param('id', uuidOr('sign_in_method.not_found')) id: string,
    @Body() placement: MethodPlacementDto,
    @CurrentActor() actor: Actor,
  ): Promise<ApplicationSignInMethods> {
    await this.lists.place(clientId, id, placement, actor);
    return this.lists.list(clientId);
  }

  @Delete()
  @HttpCode(200)
  @RequireScope('update:clients', 'update:sign_in_methods')
  @ApiOperation({ summary: "Deletes the list of an application, which then follows the system's default list." })
  @ApiOkResponse({ type: ApplicationSignInMethodsResponse })
  @Problems('client.not_found', 'sign_in_method.locks_out_owners')
  async follow(
    @Param('client_id', clientIdOf) clientId: string,
    @CurrentActor() actor: Actor,
  ): Promise<ApplicationSignInMethods> {
    await this.lists.follow(clientId, actor);
    return this.lists.list(clientId);
  }

  @Post()
  @RequireScope('update:clients', 'create:sign_in_methods')
  @ApiOperation({
    summary: 'Creates a method that only this application has. PATCH /api/v2/sign-in-methods/{id} configures it.',
  })
  @ApiCreatedResponse({ type: SignInMethodResponse })
  @Problems(
    'client.not_found',
    'client.built_in',
    'sign_in_method.built_in',
    'request.invalid',
    'provider.unknown_type',
    'sign_in_method.invalid_trust_anchor',
    'sign_in_method.no_trust_anchor',
    'sign_in_method.too_many_authorities',
    'sign_in_method.host_name_taken',
    'sign_in_method.no_host_names',
    'certificate.private_key_given',
  )
  async create(
    @Param('client_id', clientIdOf) clientId: string,
    @Body() input: OwnMethodDto,
    @CurrentActor() actor: Actor,
  ): Promise<SignInMethodRecord> {
    return this.records.get(await this.lists.create(clientId, input, actor), actor);
  }
}
