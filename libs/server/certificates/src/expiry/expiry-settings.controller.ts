import { Body, Controller, Get, Put } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { expiryWarningDays, type ExpiryWarningDays, type ExpiryWarningSettings } from '@postern/contracts';
import { type Actor, CurrentActor, RequireScope } from '@postern/management';
import { ArrayUnique, IsArray, IsIn } from 'class-validator';
import { ExpirySettings } from './expiry-settings.service.js';

export class ExpiryWarningSettingsDto implements ExpiryWarningSettings {
  @ApiProperty({
    type: 'array',
    items: { type: 'integer', enum: [...expiryWarningDays] },
    description: 'Days before the end. Empty: no warnings.',
  })
  @IsArray()
  @ArrayUnique()
  @IsIn(expiryWarningDays, { each: true })
  readonly days!: readonly ExpiryWarningDays[];
}

@ApiTags('certificates')
@Controller('api/v2/certificates/expiry-warnings')
export class ExpirySettingsController {
  constructor(private readonly settings: ExpirySettings) {}

  @Get()
  @RequireScope('read:certificates')
  @ApiOperation({ summary: 'When this installation warns before certificates and credentials expire.' })
  @ApiOkResponse({ type: ExpiryWarningSettingsDto })
  get(): Promise<ExpiryWarningSettings> {
    return this.settings.get();
  }

  @Put()
  @RequireScope('update:tenant_settings')
  @ApiOperation({ summary: 'Changes when this installation warns. Each warning is given once.' })
  @ApiOkResponse({ type: ExpiryWarningSettingsDto })
  set(@Body() { days }: ExpiryWarningSettingsDto, @CurrentActor() actor: Actor): Promise<ExpiryWarningSettings> {
    return this.settings.set(days, actor);
  }
}
