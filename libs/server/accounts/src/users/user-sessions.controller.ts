import { Controller, Delete, Get, HttpCode, Param } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { SessionView } from '@postern/contracts';
import { type Actor, CurrentActor, RequireScope, textOr, uuidOr } from '@postern/management';
import { AccountSessions } from '../account-sessions.port.js';
import { SessionEndings } from '../session-endings.service.js';
import { SessionResponse } from '../session.responses.js';
import { assertMayChange } from '../owner-rules.js';
import { UserDirectory } from './user-directory.service.js';

const userId = uuidOr('account.not_found');

@ApiTags('users')
@Controller('api/v2/users/:id/sessions')
export class UserSessionsController {
  constructor(
    private readonly users: UserDirectory,
    private readonly sessions: AccountSessions,
    private readonly endings: SessionEndings,
  ) {}

  @Get()
  @RequireScope('read:users')
  @ApiOperation({ summary: 'Where a user is signed in.' })
  @ApiOkResponse({ type: [SessionResponse] })
  async list(@Param('id', userId) id: string): Promise<SessionView[]> {
    await this.users.get(id);
    return this.sessions.list(id, null);
  }

  @Delete()
  @RequireScope('update:users')
  @ApiOperation({ summary: "End all of a user's sessions." })
  @HttpCode(204)
  @ApiNoContentResponse()
  async endAll(@Param('id', userId) id: string, @CurrentActor() actor: Actor): Promise<void> {
    assertMayChange(actor, await this.users.get(id));
    await this.endings.endAll(id, null, actor);
  }

  @Delete(':sessionId')
  @RequireScope('update:users')
  @ApiOperation({ summary: "End one of a user's sessions." })
  @HttpCode(204)
  @ApiNoContentResponse()
  async end(
    @Param('id', userId) id: string,
    @Param('sessionId', textOr('session.not_found')) sessionId: string,
    @CurrentActor() actor: Actor,
  ): Promise<void> {
    assertMayChange(actor, await this.users.get(id));
    await this.endings.end(id, sessionId, actor);
  }
}
