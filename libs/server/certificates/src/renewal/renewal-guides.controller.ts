import { Body, Controller, Param, Put } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { RenewalGuide } from '@postern/contracts';
import { type Actor, CurrentActor, Problems, RequireScope, uuidOr } from '@postern/management';
import { RenewalGuideDto } from './renewal-guide.dto.js';
import { RenewalGuides } from './renewal-guides.service.js';

@ApiTags('certificates')
@Controller('api/v2/certificates/:id/renewal-guide')
export class RenewalGuidesController {
  constructor(private readonly guides: RenewalGuides) {}

  @Put()
  @RequireScope('update:sign_in_methods')
  @ApiOperation({
    summary: 'Says how people renew certificates of this CA, which a sign-in method trusts. Empty: nothing is shown.',
  })
  @ApiOkResponse({ type: RenewalGuideDto })
  @Problems('certificate.not_found')
  set(
    @Param('id', uuidOr('certificate.not_found')) id: string,
    @Body() guide: RenewalGuideDto,
    @CurrentActor() actor: Actor,
  ): Promise<RenewalGuide> {
    return this.guides.set(id, guide, actor);
  }
}
