import { Body, Controller, Delete, Get, HttpCode, Param, Patch } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Identifier } from '@postern/contracts';
import {
  type Actor,
  CurrentAccountId,
  CurrentActor,
  RequireFreshProof,
  RequireScope,
  uuidOr,
  Problems,
} from '@postern/management';
import { IdentifierResponse } from '../identifiers/identifier.responses.js';
import { Identifiers } from '../identifiers/identifiers.service.js';
import { IdentifierRemoval } from '../identifiers/identifier-removal.js';
import { IdentifierChangeDto } from './profile.dto.js';

@ApiTags('profile')
@Controller('api/v2/me/identifiers')
export class OwnIdentifiersController {
  constructor(
    private readonly identifiers: Identifiers,
    private readonly removal: IdentifierRemoval,
  ) {}

  @Get()
  @RequireScope('read:me')
  @ApiOperation({ summary: 'Your identifiers.' })
  @ApiOkResponse({ type: [IdentifierResponse] })
  list(@CurrentAccountId() accountId: string): Promise<readonly Identifier[]> {
    return this.identifiers.list(accountId);
  }

  @Patch(':id')
  @RequireScope('manage:me')
  @ApiOperation({ summary: 'Rename an identifier or change who sees it.' })
  @ApiOkResponse({ type: IdentifierResponse })
  change(
    @CurrentAccountId() accountId: string,
    @Param('id', uuidOr('identifier.not_found')) id: string,
    @Body() change: IdentifierChangeDto,
    @CurrentActor() actor: Actor,
  ): Promise<Identifier> {
    return this.identifiers.change(accountId, id, change, actor);
  }

  /** Removes the identifier and ends the sessions that came through it. */
  @Delete(':id')
  @RequireScope('manage:me')
  @RequireFreshProof()
  @ApiOperation({ summary: 'Remove an identifier; ends the sessions that came through it.' })
  @HttpCode(204)
  @ApiNoContentResponse()
  @Problems('identifier.last_way_to_sign_in')
  remove(
    @CurrentAccountId() accountId: string,
    @Param('id', uuidOr('identifier.not_found')) identifierId: string,
    @CurrentActor() actor: Actor,
  ): Promise<void> {
    return this.removal.remove({ accountId, identifierId, actor });
  }
}
