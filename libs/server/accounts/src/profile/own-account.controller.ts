import { Readable } from 'node:stream';
import { Body, Controller, Get, HttpCode, Post, StreamableFile } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import {
  type Actor,
  type Bearer,
  CurrentAccountId,
  CurrentActor,
  CurrentBearer,
  RequireScope,
  Problems,
} from '@postern/management';
import { OwnAccountDeletion } from './own-account-deletion.service.js';
import { OwnDataExport } from './own-data-export.service.js';
import { AccountDeletionDto } from './profile.dto.js';

/** People export the data of their own account, and delete it. */
@ApiTags('profile')
@Controller('api/v2/me')
export class OwnAccountController {
  constructor(
    private readonly data: OwnDataExport,
    private readonly deletion: OwnAccountDeletion,
  ) {}

  /** Profile, identifiers, sessions, applications and activity, as one JSON document to keep. */
  @Get('export')
  @RequireScope('read:me')
  @ApiOperation({ summary: 'All data about your account, as a JSON file.' })
  @ApiProduces('application/json')
  @ApiOkResponse({
    description: '`{ exportedAt, account, profileFields, identifiers, sessions, applications, activity }`',
  })
  async export(
    @CurrentAccountId() accountId: string,
    @CurrentBearer() bearer: Bearer,
    @CurrentActor() actor: Actor,
  ): Promise<StreamableFile> {
    const document = await this.data.export(accountId, bearer.sessionUid, actor);
    return new StreamableFile(Readable.from(document, { objectMode: false }), {
      type: 'application/json; charset=utf-8',
      disposition: 'attachment; filename="postern-account.json"',
    });
  }

  /** Needs the password again; of people without one, a sign-in that is at most five minutes old. */
  @Post('deletion')
  @RequireScope('manage:me')
  @ApiOperation({ summary: 'Delete your account, with its identifiers, sessions and consents.' })
  @HttpCode(204)
  @ApiNoContentResponse()
  @Problems('session.too_old', 'account.last_owner')
  delete(
    @CurrentAccountId() accountId: string,
    @CurrentBearer() bearer: Bearer,
    @CurrentActor() actor: Actor,
    @Body() { password }: AccountDeletionDto,
  ): Promise<void> {
    return this.deletion.delete(accountId, { password, bearer }, actor);
  }
}
