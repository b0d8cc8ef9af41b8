import { Controller, Delete, Get, HttpCode, Param } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { ConnectedApplication } from '@postern/contracts';
import { type Actor, CurrentAccountId, CurrentActor, RequireScope, Problems, textOr } from '@postern/management';
import { AccountConsents } from '../account-consents.port.js';
import { ConnectedApplicationResponse } from './connected-application.responses.js';
import { ConsentWithdrawal } from './consent-withdrawal.service.js';

@ApiTags('profile')
@Controller('api/v2/me/applications')
export class OwnApplicationsController {
  constructor(
    private readonly consents: AccountConsents,
    private readonly withdrawal: ConsentWithdrawal,
  ) {}

  @Get()
  @RequireScope('read:me')
  @ApiOperation({ summary: 'Applications that have access to your account.' })
  @ApiOkResponse({ type: [ConnectedApplicationResponse] })
  list(@CurrentAccountId() accountId: string): Promise<readonly ConnectedApplication[]> {
    return this.consents.list(accountId);
  }

  /** Takes the consent back and ends the tokens that came from it. */
  @Delete(':clientId')
  @RequireScope('manage:me')
  @ApiOperation({ summary: "Revoke an application's access; ends its tokens." })
  @HttpCode(204)
  @ApiNoContentResponse()
  @Problems('client.not_found')
  withdraw(
    @CurrentAccountId() accountId: string,
    @Param('clientId', textOr('client.not_found')) clientId: string,
    @CurrentActor() actor: Actor,
  ): Promise<void> {
    return this.withdrawal.withdraw(accountId, clientId, actor);
  }
}
