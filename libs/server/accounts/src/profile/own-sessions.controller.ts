import { Controller, Delete, Get, HttpCode, Param } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { SessionView } from '@postern/contracts';
import {
  type Actor,
  type Bearer,
  CurrentAccountId,
  CurrentActor,
  CurrentBearer,
  RequireFreshProof,
  RequireScope,
  textOr,
} from '@postern/management';
import { SessionEndings } from '../session-endings.service.js';
import { AccountSessions } from '../account-sessions.port.js';
import { SessionResponse } from '../session.responses.js';

const sessionId = textOr('session.not_found');

@ApiTags('profile')
@Controller('api/v2/me/sessions')
export class OwnSessionsController {
  constructor(
    private readonly sessions: AccountSessions,
    private readonly endings: SessionEndings,
  ) {}

  @Get()
  @RequireScope('read:me')
  @ApiOperation({ summary: 'Where you are signed in.' })
  @ApiOkResponse({ type: [SessionResponse] })
  list(@CurrentAccountId() accountId: string, @CurrentBearer() { sessionUid }: Bearer): Promise<SessionView[]> {
    return this.sessions.list(accountId, sessionUid);
  }

  @Delete(':id')
  @RequireScope('manage:me')
  @RequireFreshProof()
  @ApiOperation({ summary: 'End one session.' })
  @HttpCode(204)
  @ApiNoContentResponse()
  end(
    @CurrentAccountId() accountId: string,
    @Param('id', sessionId) id: string,
    @CurrentActor() actor: Actor,
  ): Promise<void> {
    return this.endings.end(accountId, id, actor);
  }

  /** Ends every session but the one this request's token came from. */
  @Delete()
  @RequireScope('manage:me')
  @RequireFreshProof()
  @ApiOperation({ summary: 'End all sessions except the one that this token came from.' })
  @HttpCode(204)
  @ApiNoContentResponse()
  endOthers(
    @CurrentAccountId() accountId: string,
    @CurrentBearer() { sessionUid }: Bearer,
    @CurrentActor() actor: Actor,
  ): Promise<void> {
    return this.endings.endAll(accountId, sessionUid, actor);
  }
}
