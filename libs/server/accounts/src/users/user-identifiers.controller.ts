import { Body, Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Identifier } from '@postern/contracts';
import { type Actor, CurrentActor, RequireScope, uuidOr, Problems } from '@postern/management';
import { IdentifierResponse } from '../identifiers/identifier.responses.js';
import { Identifiers } from '../identifiers/identifiers.service.js';
import { UserDirectory } from './user-directory.service.js';
import { UserIdentifiers } from './user-identifiers.service.js';
import { NewIdentifierDto } from './user.dto.js';

const userId = uuidOr('account.not_found');

@ApiTags('users')
@Controller('api/v2/users/:id/identifiers')
export class UserIdentifiersController {
  constructor(
    private readonly users: UserDirectory,
    private readonly identifiers: Identifiers,
    private readonly changes: UserIdentifiers,
  ) {}

  @Get()
  @RequireScope('read:users')
  @ApiOperation({ summary: "A user's identifiers." })
  @ApiOkResponse({ type: [IdentifierResponse] })
  async list(@Param('id', userId) id: string): Promise<readonly Identifier[]> {
    await this.users.get(id);
    return this.identifiers.list(id);
  }

  /** Links a certificate before its owner ever used it. It has to pass every check of a sign-in. */
  @Post()
  @RequireScope('update:users')
  @ApiOperation({ summary: 'Link a certificate to a user, even before they have used it.' })
  @ApiCreatedResponse({ type: IdentifierResponse })
  @Problems('identifier.linked_to_you', 'identifier.linked_to_another')
  add(
    @Param('id', userId) id: string,
    @Body() identifier: NewIdentifierDto,
    @CurrentActor() actor: Actor,
  ): Promise<Identifier> {
    return this.changes.add(id, identifier, actor);
  }

  /** Removes the identifier, even the last way to sign in, and ends the sessions that came through it. */
  @Delete(':identifierId')
  @RequireScope('update:users')
  @ApiOperation({ summary: 'Remove an identifier, even the last way to sign in.' })
  @HttpCode(204)
  @ApiNoContentResponse()
  remove(
    @Param('id', userId) id: string,
    @Param('identifierId', uuidOr('identifier.not_found')) identifierId: string,
    @CurrentActor() actor: Actor,
  ): Promise<void> {
    return this.changes.remove(id, identifierId, actor);
  }
}
