import { Body, Controller, Get, Param, Patch } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { existingClientId } from '@postern/clients';
import type { AppearanceRecord } from '@postern/contracts';
import { type Actor, CurrentActor, Problems, RequireScope, uuidOr, WithinOrganization } from '@postern/management';
import { AppearanceAdministration } from './appearance-administration.service.js';
import { AppearanceDto } from './appearance.dto.js';
import { AppearanceResponse } from './appearance.responses.js';

const organizationId = uuidOr('organization.not_found');

@ApiTags('appearance')
@Controller('api/v2')
export class AppearanceController {
  constructor(private readonly administration: AppearanceAdministration) {}

  @Get('appearance')
  @RequireScope('read:appearance')
  @ApiOperation({ summary: 'How the sign-in page looks for every application that sets nothing of its own.' })
  @ApiOkResponse({ type: AppearanceResponse })
  get(): Promise<AppearanceRecord> {
    return this.administration.get(null);
  }

  @Patch('appearance')
  @RequireScope('update:appearance')
  @ApiOperation({ summary: 'Changes the fields that are sent; null takes one back.' })
  @ApiOkResponse({ type: AppearanceResponse })
  @Problems('request.invalid', 'appearance.low_contrast', 'picture.refused')
  change(@Body() input: AppearanceDto, @CurrentActor() actor: Actor): Promise<AppearanceRecord> {
    return this.administration.change(null, input, actor);
  }

  @Get('clients/:client_id/appearance')
  @WithinOrganization('client_id', { kind: 'client' })
  @RequireScope('read:appearance')
  @ApiOperation({ summary: 'How the sign-in page of one application looks.' })
  @ApiOkResponse({ type: AppearanceResponse })
  @Problems('client.not_found')
  getOfClient(@Param('client_id', existingClientId) clientId: string): Promise<AppearanceRecord> {
    return this.administration.get({ clientId });
  }

  @Patch('clients/:client_id/appearance')
  @WithinOrganization('client_id', { kind: 'client' })
  @RequireScope('update:appearance')
  @ApiOperation({ summary: 'Changes the fields that are sent; null takes one back.' })
  @ApiOkResponse({ type: AppearanceResponse })
  @Problems('client.not_found', 'request.invalid', 'appearance.low_contrast', 'picture.refused')
  changeOfClient(
    @Param('client_id', existingClientId) clientId: string,
    @Body() input: AppearanceDto,
    @CurrentActor() actor: Actor,
  ): Promise<AppearanceRecord> {
    return this.administration.change({ clientId }, input, actor);
  }

  @Get('organizations/:id/appearance')
  @WithinOrganization('id')
  @RequireScope('read:appearance')
  @ApiOperation({ summary: "How the sign-in page of an organization's applications looks." })
  @ApiOkResponse({ type: AppearanceResponse })
  @Problems('organization.not_found')
  getOfOrganization(@Param('id', organizationId) id: string): Promise<AppearanceRecord> {
    return this.administration.get({ organizationId: id });
  }

  @Patch('organizations/:id/appearance')
  @WithinOrganization('id')
  @RequireScope('update:appearance')
  @ApiOperation({ summary: 'Changes the fields that are sent; null takes one back.' })
  @ApiOkResponse({ type: AppearanceResponse })
  @Problems('organization.not_found', 'request.invalid', 'appearance.low_contrast', 'picture.refused')
  changeOfOrganization(
    @Param('id', organizationId) id: string,
    @Body() input: AppearanceDto,
    @CurrentActor() actor: Actor,
  ): Promise<AppearanceRecord> {
    return this.administration.change({ organizationId: id }, input, actor);
  }
}
