import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { existingClientId } from '@postern/clients';
import type { AccessRequest, KeyPage } from '@postern/contracts';
import { type Actor, CurrentActor, Problems, RequireScope, uuidOr, WithinOrganization } from '@postern/management';
import { AccessAnswerDto, AccessRequestPageResponse, AccessRequestsQuery } from './access.dto.js';
import { AccessRequests } from './access-requests.service.js';

@ApiTags('clients')
@Controller('api/v2/clients/:client_id/access-requests')
@WithinOrganization('client_id', { kind: 'client' })
export class AccessRequestsController {
  constructor(private readonly requests: AccessRequests) {}

  @Get()
  @RequireScope('read:clients', 'read:users')
  @ApiOperation({ summary: 'People who were refused and ask for access; newest first.' })
  @ApiOkResponse({ type: AccessRequestPageResponse })
  @Problems('client.not_found')
  list(
    @Param('client_id', existingClientId) clientId: string,
    @Query() query: AccessRequestsQuery,
  ): Promise<KeyPage<AccessRequest>> {
    return this.requests.list(clientId, query);
  }

  @Post(':id/answer')
  @HttpCode(204)
  @RequireScope('update:clients', 'read:users')
  @ApiOperation({ summary: 'Answer a request. Whoever is admitted becomes a member.' })
  @ApiNoContentResponse()
  @Problems('client.not_found', 'access_request.not_found', 'client.built_in')
  answer(
    @Param('client_id', existingClientId) clientId: string,
    @Param('id', uuidOr('access_request.not_found')) id: string,
    @Body() { state }: AccessAnswerDto,
    @CurrentActor() actor: Actor,
  ): Promise<void> {
    return this.requests.answer(clientId, id, state, actor);
  }
}
