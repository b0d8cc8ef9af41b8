import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { GroupMemberRecord, GroupRecord, Page } from '@postern/contracts';
import { type Actor, CurrentActor, PageQuery, RequireScope, SearchQuery, uuidOr, Problems } from '@postern/management';
import { GroupAdministration } from './group-administration.service.js';
import { GroupDirectory } from './group-directory.service.js';
import { GroupChangeDto, GroupMemberPageResponse, GroupPageResponse, GroupResponse, NewGroupDto } from './group.dto.js';

const groupId = uuidOr('group.not_found');
const userId = uuidOr('account.not_found');

@ApiTags('groups')
@Controller('api/v2/groups')
export class GroupsController {
  constructor(
    private readonly directory: GroupDirectory,
    private readonly administration: GroupAdministration,
  ) {}

  @Get()
  @RequireScope('read:groups')
  @ApiOperation({ summary: 'Groups by name; `search` finds parts of the name.' })
  @ApiOkResponse({ type: GroupPageResponse })
  list(@Query() query: SearchQuery): Promise<Page<GroupRecord>> {
    return this.directory.list(query);
  }

  @Post()
  @RequireScope('create:groups')
  @ApiOperation({ summary: 'Create a group.' })
  @ApiCreatedResponse({ type: GroupResponse })
  @Problems('group.name_taken')
  create(@Body() group: NewGroupDto, @CurrentActor() actor: Actor): Promise<GroupRecord> {
    return this.administration.create(group, actor);
  }

  @Get(':id')
  @RequireScope('read:groups')
  @ApiOperation({ summary: 'One group.' })
  @ApiOkResponse({ type: GroupResponse })
  get(@Param('id', groupId) id: string): Promise<GroupRecord> {
    return this.directory.get(id);
  }

  @Patch(':id')
  @RequireScope('update:groups')
  @ApiOperation({ summary: 'Rename or describe a group. Applications see the new name from the next token on.' })
  @ApiOkResponse({ type: GroupResponse })
  @Problems('group.name_taken')
  update(
    @Param('id', groupId) id: string,
    @Body() change: GroupChangeDto,
    @CurrentActor() actor: Actor,
  ): Promise<GroupRecord> {
    return this.administration.update(id, change, actor);
  }

  @Delete(':id')
  @RequireScope('delete:groups')
  @ApiOperation({ summary: 'Delete a group. Its members keep their accounts.' })
  @HttpCode(204)
  @ApiNoContentResponse()
  delete(@Param('id', groupId) id: string, @CurrentActor() actor: Actor): Promise<void> {
    return this.administration.delete(id, actor);
  }

  @Get(':id/members')
  @RequireScope('read:groups')
  @ApiOperation({ summary: 'Members of a group by username.' })
  @ApiOkResponse({ type: GroupMemberPageResponse })
  members(@Param('id', groupId) id: string, @Query() query: PageQuery): Promise<Page<GroupMemberRecord>> {
    return this.directory.members(id, query);
  }

  @Put(':id/members/:userId')
  @RequireScope('update:groups')
  @ApiOperation({ summary: 'Add a user to a group. Nothing changes when the user is in it already.' })
  @HttpCode(204)
  @ApiNoContentResponse()
  add(
    @Param('id', groupId) id: string,
    @Param('userId', userId) accountId: string,
    @CurrentActor() actor: Actor,
  ): Promise<void> {
    return this.administration.add(id, accountId, actor);
  }

  @Delete(':id/members/:userId')
  @RequireScope('update:groups')
  @ApiOperation({ summary: 'Remove a user from a group.' })
  @HttpCode(204)
  @ApiNoContentResponse()
  remove(
    @Param('id', groupId) id: string,
    @Param('userId', userId) accountId: string,
    @CurrentActor() actor: Actor,
  ): Promise<void> {
    return this.administration.remove(id, accountId, actor);
  }
}

@ApiTags('users')
@Controller('api/v2/users/:userId/groups')
export class UserGroupsController {
  constructor(private readonly directory: GroupDirectory) {}

  @Get()
  @RequireScope('read:groups')
  @ApiOperation({ summary: 'Groups of a user.' })
  @ApiOkResponse({ type: [GroupResponse] })
  list(@Param('userId', userId) accountId: string): Promise<readonly GroupRecord[]> {
    return this.directory.ofAccount(accountId);
  }
}
