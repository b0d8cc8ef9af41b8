import { Body, Controller, Get, Patch } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { SystemSettings } from '@postern/contracts';
import { type Actor, CurrentActor, RequireScope } from '@postern/management';
import { SystemSettingsAdministration } from './system-settings-administration.service.js';
import { SystemSettingsDto, SystemSettingsResponse } from './system-settings.dto.js';
import { SystemSettingsReading } from './system-settings.service.js';

@ApiTags('settings')
@Controller('api/v2/system-settings')
export class SystemSettingsController {
  constructor(
    private readonly settings: SystemSettingsReading,
    private readonly administration: SystemSettingsAdministration,
  ) {}

  @Get()
  @RequireScope('read:tenant_settings')
  @ApiOperation({ summary: 'Settings of the whole installation.' })
  @ApiOkResponse({ type: SystemSettingsResponse })
  get(): Promise<SystemSettings> {
    return this.settings.current();
  }

  @Patch()
  @RequireScope('update:tenant_settings')
  @ApiOperation({ summary: 'Changes the given settings. Shorter sessions end those that are open already.' })
  @ApiOkResponse({ type: SystemSettingsResponse })
  change(@Body() change: SystemSettingsDto, @CurrentActor() actor: Actor): Promise<SystemSettings> {
    return this.administration.change(change, actor);
  }
}
