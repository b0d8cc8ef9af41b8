import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Identifier, LinkableMethod, LinkPreview, LinkRefusal, LinkStart } from '@postern/contracts';
import {
  type Actor,
  CurrentAccountId,
  CurrentActor,
  RequireFreshProof,
  RequireScope,
  Problems,
} from '@postern/management';
import { IdentifierResponse } from '../identifiers/identifier.responses.js';
import { LinkCodeDto, LinkConfirmationDto, LinkStartDto } from '../profile/profile.dto.js';
import {
  LinkableMethodResponse,
  LinkPreviewResponse,
  LinkRefusalResponse,
  LinkStartResponse,
} from './linking.responses.js';
import { Linking } from './linking.service.js';

@ApiTags('profile')
@Controller('api/v2/me')
export class LinkingController {
  constructor(private readonly linking: Linking) {}

  /** Public methods that people can add to their profile. */
  @Get('linkable-methods')
  @RequireScope('read:me')
  @ApiOperation({ summary: 'Methods you can add to your profile.' })
  @ApiOkResponse({ type: [LinkableMethodResponse] })
  linkable(@CurrentAccountId() accountId: string): Promise<readonly LinkableMethod[]> {
    return this.linking.linkable(accountId);
  }

  /** The browser then navigates to `startUrl`, and comes back to `/panel/profile/link#code=…` or `#error=…&refusal=…`. */
  @Post('links')
  @RequireScope('manage:me')
  @RequireFreshProof()
  @ApiOperation({ summary: 'Begin to link an identifier; the browser navigates to `startUrl`.' })
  @ApiCreatedResponse({ type: LinkStartResponse })
  @Problems('sign_in_method.disabled')
  start(@CurrentAccountId() accountId: string, @Body() { methodId, fresh = false }: LinkStartDto): Promise<LinkStart> {
    return this.linking.start(accountId, methodId, fresh);
  }

  /** What would be linked; nothing is linked yet. */
  @Post('links/preview')
  @RequireScope('manage:me')
  @ApiOperation({ summary: 'The identifier that would be linked; nothing is linked yet.' })
  @HttpCode(200)
  @ApiOkResponse({ type: LinkPreviewResponse })
  @Problems('handoff.invalid', 'handoff.wrong_account')
  preview(@CurrentAccountId() accountId: string, @Body() { code }: LinkCodeDto): Promise<LinkPreview> {
    return this.linking.preview(accountId, code);
  }

  /** What the method refused, for the error page. */
  @Post('links/refusal')
  @RequireScope('manage:me')
  @ApiOperation({ summary: 'The identifier that was refused, and the reason; needs the `refusal` of the return URL.' })
  @HttpCode(200)
  @ApiOkResponse({ type: LinkRefusalResponse })
  @Problems('handoff.invalid', 'handoff.wrong_account')
  refusal(@CurrentAccountId() accountId: string, @Body() { code }: LinkCodeDto): Promise<LinkRefusal> {
    return this.linking.refusal(accountId, code);
  }

  @Post('links/confirm')
  @RequireScope('manage:me')
  @RequireFreshProof()
  @ApiOperation({ summary: 'Link the identifier behind a code; the code cannot be used again.' })
  @ApiCreatedResponse({ type: IdentifierResponse })
  @Problems(
    'handoff.invalid',
    'handoff.wrong_account',
    'identifier.linked_to_you',
    'identifier.linked_to_another',
    'sign_in_method.disabled',
  )
  confirm(
    @CurrentAccountId() accountId: string,
    @Body() confirmation: LinkConfirmationDto,
    @CurrentActor() actor: Actor,
  ): Promise<Identifier> {
    return this.linking.confirm(accountId, confirmation, actor);
  }
}
