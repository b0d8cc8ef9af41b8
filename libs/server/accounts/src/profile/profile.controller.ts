import { Body, Controller, Get, HttpCode, Patch, Put, Req, Res } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Profile } from '@postern/contracts';
import {
  type Actor,
  assertFreshProof,
  assertMayUse,
  type Bearer,
  CurrentAccountId,
  CurrentActor,
  CurrentBearer,
  RequireScope,
} from '@postern/management';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ProfileResponse } from './profile.responses.js';
import { PasswordChangeDto, ProfileChangeDto } from './profile.dto.js';
import { KnownBrowsers } from '../sign-in/known-browsers.service.js';
import { PasswordChange } from './password-change.service.js';
import { Profiles } from './profiles.service.js';

@ApiTags('profile')
@Controller('api/v2/me')
export class ProfileController {
  constructor(
    private readonly profiles: Profiles,
    private readonly passwords: PasswordChange,
    private readonly browsers: KnownBrowsers,
  ) {}

  @Get()
  @RequireScope('read:me')
  @ApiOperation({ summary: 'Your profile.' })
  @ApiOkResponse({ type: ProfileResponse })
  get(@CurrentAccountId() accountId: string): Promise<Profile> {
    return this.profiles.get(accountId);
  }

  /** An e-mail address signs in, too: changing it needs `manage:me` and a fresh proof. */
  @Patch()
  @RequireScope('update:me')
  @ApiOperation({ summary: 'Change your profile.' })
  @ApiOkResponse({ type: ProfileResponse })
  change(
    @CurrentAccountId() accountId: string,
    @CurrentBearer() bearer: Bearer,
    @CurrentActor() actor: Actor,
    @Body() change: ProfileChangeDto,
  ): Promise<Profile> {
    if (change.email !== undefined) {
      assertMayUse(bearer, ['manage:me']);
      assertFreshProof(bearer);
    }
    return this.profiles.change(accountId, change, actor);
  }

  /** Sets a new password and ends all other sessions. No other browser stays known. */
  @Put('password')
  @RequireScope('manage:me')
  @ApiOperation({ summary: 'Set a new password; ends all other sessions.' })
  @HttpCode(204)
  @ApiNoContentResponse()
  async changePassword(
    @CurrentAccountId() accountId: string,
    @CurrentBearer() bearer: Bearer,
    @CurrentActor() actor: Actor,
    @Body() change: PasswordChangeDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    const { former, present } = await this.passwords.change(accountId, change, bearer, actor);
    if (this.browsers.find(request, former) !== undefined) this.browsers.remember(request, reply, present, former);
  }
}
