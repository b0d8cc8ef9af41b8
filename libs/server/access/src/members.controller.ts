import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { existingClientId } from '@postern/clients';
import type { ClientMember, KeyPage } from '@postern/contracts';
import { type Actor, CurrentActor, Problems, RequireScope, uuidOr, WithinOrganization } from '@postern/management';
import { ClientMemberPageResponse, ClientMemberResponse, MemberRoleDto } from './access.dto.js';
import { MemberAdministration } from './member-administration.service.js';
import { MembersQuery } from './members.query.js';
import { Members } from './members.service.js';

const accountId = uuidOr('account.not_found');

@ApiTags('clients')
@Controller('api/v2/clients/:client_id/members')
@WithinOrganization('client_id', { kind: 'client' })
export class MembersController {
  constructor(
    private readonly members: Members,
    private readonly administration: MemberAdministration,
  ) {}

  @Get()
  @RequireScope('read:clients', 'read:users')
  @ApiOperation({
    summary: 'People with a role or a block in the application, and those who have used it; by username.',
  })
  @ApiOkResponse({ type: ClientMemberPageResponse })
  @Problems('client.not_found')
  list(
    @Param('client_id', existingClientId) clientId: string,
    @Query() query: MembersQuery,
  ): Promise<KeyPage<ClientMember>> {
    return this.members.list(clientId, query);
  }

  @Put(':id')
  @RequireScope('update:clients', 'read:users')
  @ApiOperation({ summary: 'Make somebody a member or an administrator of the application.' })
  @ApiOkResponse({ type: ClientMemberResponse })
  @Problems('client.not_found', 'account.not_found', 'client.built_in', 'client.last_administrator')
  async setRole(
    @Param('client_id', existingClientId) clientId: string,
    @Param('id', accountId) id: string,
    @Body() { role }: MemberRoleDto,
    @CurrentActor() actor: Actor,
  ): Promise<ClientMember> {
    await this.administration.setRole(clientId, id, role, actor);
    return this.members.get(clientId, id);
  }

  @Delete(':id')
  @HttpCode(204)
  @RequireScope('update:clients', 'read:users')
  @ApiOperation({ summary: 'Remove somebody: role, consent and tokens. A block stays.' })
  @ApiNoContentResponse()
  @Problems('client.not_found', 'account.not_found', 'client.built_in', 'client.last_administrator')
  remove(
    @Param('client_id', existingClientId) clientId: string,
    @Param('id', accountId) id: string,
    @CurrentActor() actor: Actor,
  ): Promise<void> {
    return this.administration.remove(clientId, id, actor);
  }

  @Post(':id/block')
  @HttpCode(204)
  @RequireScope('update:clients', 'read:users')
  @ApiOperation({ summary: 'Keep somebody out of this application until they are unblocked. Ends consent and tokens.' })
  @ApiNoContentResponse()
  @Problems('client.not_found', 'account.not_found', 'client.built_in', 'client.last_administrator')
  block(
    @Param('client_id', existingClientId) clientId: string,
    @Param('id', accountId) id: string,
    @CurrentActor() actor: Actor,
  ): Promise<void> {
    return this.administration.block(clientId, id, actor);
  }

  @Post(':id/unblock')
  @HttpCode(204)
  @RequireScope('update:clients', 'read:users')
  @ApiOperation({ summary: 'End the block. A role that the person had is theirs again.' })
  @ApiNoContentResponse()
  @Problems('client.not_found', 'account.not_found', 'client.built_in')
  unblock(
    @Param('client_id', existingClientId) clientId: string,
    @Param('id', accountId) id: string,
    @CurrentActor() actor: Actor,
  ): Promise<void> {
    return this.administration.unblock(clientId, id, actor);
  }

  @Post(':id/end-sessions')
  @HttpCode(204)
  @RequireScope('update:clients', 'read:users')
  @ApiOperation({ summary: 'End the tokens of this application for somebody. Other applications keep theirs.' })
  @ApiNoContentResponse()
  @Problems('client.not_found', 'account.not_found', 'client.built_in')
  endSessions(
    @Param('client_id', existingClientId) clientId: string,
    @Param('id', accountId) id: string,
    @CurrentActor() actor: Actor,
  ): Promise<void> {
    return this.administration.endSessions(clientId, id, actor);
  }
}
