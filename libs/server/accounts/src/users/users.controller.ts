import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Page, UserRecord } from '@postern/contracts';
import { type Actor, CurrentActor, RequireScope, uuidOr, Problems } from '@postern/management';
import { UserChanges } from './user-changes.service.js';
import { UserCreation, type UserWithPassword } from './user-creation.service.js';
import { UserCredentials } from './user-credentials.service.js';
import { UserDirectory } from './user-directory.service.js';
import { NewUserDto, UserChangeDto, UsersQuery } from './user.dto.js';
import { InitialPasswordResponse, UserPageResponse, UserResponse, UserWithPasswordResponse } from './user.responses.js';

const userId = uuidOr('account.not_found');

@ApiTags('users')
@Controller('api/v2/users')
export class UsersController {
  constructor(
    private readonly directory: UserDirectory,
    private readonly creation: UserCreation,
    private readonly changes: UserChanges,
    private readonly credentials: UserCredentials,
  ) {}

  @Get()
  @RequireScope('read:users')
  @ApiOperation({
    summary: 'Users, by username or as `sort` says; `search` finds parts of username, name and e-mail address.',
  })
  @ApiOkResponse({ type: UserPageResponse })
  list(@Query() query: UsersQuery): Promise<Page<UserRecord>> {
    return this.directory.list(query);
  }

  /** The password works once; without one in the request, the answer carries an `initialPassword`. */
  @Post()
  @RequireScope('create:users')
  @ApiOperation({ summary: 'Create a user. If no one-time password is given, the response contains a generated one.' })
  @ApiCreatedResponse({ type: UserWithPasswordResponse })
  @Problems('account.username_taken', 'account.email_taken')
  create(@Body() user: NewUserDto, @CurrentActor() actor: Actor): Promise<UserWithPassword> {
    return this.creation.create(user, actor);
  }

  @Get(':id')
  @RequireScope('read:users')
  @ApiOperation({ summary: 'One user.' })
  @ApiOkResponse({ type: UserResponse })
  get(@Param('id', userId) id: string): Promise<UserRecord> {
    return this.directory.get(id);
  }

  /**
   * Blocking ends all sessions. Only an owner may make or change owners; who becomes one gets a one-time password in place of their
   * password, told here as `initialPassword`, and signs in again.
   */
  @Patch(':id')
  @RequireScope('update:users')
  @ApiOperation({
    summary:
      'Change a user. Blocking ends all sessions. Only owners can make someone an owner; the new owner gets a one-time password.',
  })
  @ApiOkResponse({ type: UserWithPasswordResponse })
  @Problems('account.last_owner', 'account.email_taken')
  change(
    @Param('id', userId) id: string,
    @Body() change: UserChangeDto,
    @CurrentActor() actor: Actor,
  ): Promise<UserWithPassword> {
    return this.changes.change(id, change, actor);
  }

  @Delete(':id')
  @RequireScope('delete:users')
  @ApiOperation({ summary: 'Delete a user with identifiers and sessions.' })
  @HttpCode(204)
  @ApiNoContentResponse()
  @Problems('account.last_owner')
  delete(@Param('id', userId) id: string, @CurrentActor() actor: Actor): Promise<void> {
    return this.changes.delete(id, actor);
  }

  /** Replaces the password by a one-time password and ends all sessions. */
  @Post(':id/reset-password')
  @RequireScope('update:users')
  @ApiOperation({ summary: 'Replace the password by a one-time password; ends all sessions.' })
  @HttpCode(200)
  @ApiOkResponse({ type: InitialPasswordResponse })
  resetPassword(
    @Param('id', userId) id: string,
    @CurrentActor() actor: Actor,
  ): Promise<{ readonly initialPassword: string }> {
    return this.credentials.reset(id, actor);
  }
}
