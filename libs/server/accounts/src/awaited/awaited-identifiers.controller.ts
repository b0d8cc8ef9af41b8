import { Body, Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { AwaitedIdentifier } from '@postern/contracts';
import { type Actor, CurrentActor, Problems, RequireScope, uuidOr } from '@postern/management';
import { AwaitedIdentifierResponse, NewAwaitedIdentifierDto } from './awaited-identifier.dto.js';
import { AwaitedIdentifiers } from './awaited-identifiers.service.js';

const userId = uuidOr('account.not_found');

@ApiTags('users')
@Controller('api/v2/users/:id/awaited-identifiers')
export class AwaitedIdentifiersController {
  constructor(private readonly awaited: AwaitedIdentifiers) {}

  @Get()
  @RequireScope('read:users')
  @ApiOperation({ summary: 'Certificates that a user has not presented yet.' })
  @ApiOkResponse({ type: [AwaitedIdentifierResponse] })
  list(@Param('id', userId) id: string): Promise<readonly AwaitedIdentifier[]> {
    return this.awaited.list(id);
  }

  /** For those whose certificate is not at hand: its name is enough, and the first presentation links it. */
  @Post()
  @RequireScope('update:users')
  @ApiOperation({ summary: 'Wait for a certificate by its name; it is linked when it is first presented.' })
  @ApiCreatedResponse({ type: AwaitedIdentifierResponse })
  @Problems('identifier.awaited_already', 'sign_in_method.not_found', 'sign_in_method.public_authority')
  add(
    @Param('id', userId) id: string,
    @Body() input: NewAwaitedIdentifierDto,
    @CurrentActor() actor: Actor,
  ): Promise<AwaitedIdentifier> {
    return this.awaited.add(id, input, actor);
  }

  @Delete(':awaitedId')
  @RequireScope('update:users')
  @ApiOperation({ summary: 'Stop waiting for a certificate.' })
  @HttpCode(204)
  @ApiNoContentResponse()
  remove(
    @Param('id', userId) id: string,
    @Param('awaitedId', uuidOr('identifier.not_found')) awaitedId: string,
    @CurrentActor() actor: Actor,
  ): Promise<void> {
    return this.awaited.remove(id, awaitedId, actor);
  }
}
