import { Body, Controller, Get, HttpCode, Param, Patch, Post, Req, type PipeTransform } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { RevocationAuthority } from '@postern/contracts';
import { InvalidError, NotFoundError } from '@postern/errors';
import { type Actor, CurrentActor, RequireScope, Problems } from '@postern/management';
import type { FastifyRequest } from 'fastify';
import { RevocationAuthorityResponse } from './revocation.responses.js';
import { RevocationSettingsDto } from './revocation-settings.dto.js';
import { SourceAdministration } from './source-administration.js';
import { SourceRecords } from './source-records.js';

/** For `@Param('id', authorityId)`: a malformed id is answered like an unknown one. */
const authorityId: PipeTransform<string, string> = {
  transform: (value) => {
    if (!/^[\da-f]{64}$/i.test(value)) throw new NotFoundError('revocation.authority_not_found');
    return value.toLowerCase();
  },
};

@ApiTags('revocation')
@Controller('api/v2/revocation/authorities')
export class RevocationAuthoritiesController {
  constructor(
    private readonly records: SourceRecords,
    private readonly administration: SourceAdministration,
  ) {}

  @Get()
  @RequireScope('read:revocation')
  @ApiOperation({
    summary: 'All trusted CAs, with their revocation sources and how current these are.',
  })
  @ApiOkResponse({ type: [RevocationAuthorityResponse] })
  list(): Promise<readonly RevocationAuthority[]> {
    return this.records.list();
  }

  @Get(':id')
  @RequireScope('read:revocation')
  @ApiOkResponse({ type: RevocationAuthorityResponse })
  @Problems('revocation.authority_not_found')
  get(@Param('id', authorityId) id: string): Promise<RevocationAuthority> {
    return this.records.get(id);
  }

  @Patch(':id')
  @RequireScope('update:revocation')
  @ApiOperation({
    summary: 'Changes the revocation source of a CA. A URL is stored only if it returned a valid list.',
  })
  @ApiOkResponse({ type: RevocationAuthorityResponse })
  @Problems(
    'revocation.authority_not_found',
    'request.invalid',
    'revocation.fetch_failed',
    'revocation.signature',
    'revocation.too_large',
    'revocation.list_unusable',
  )
  update(
    @Param('id', authorityId) id: string,
    @Body() settings: RevocationSettingsDto,
    @CurrentActor() actor: Actor,
  ): Promise<RevocationAuthority> {
    return this.administration.update(id, settings, actor);
  }

  @Post(':id/list')
  @HttpCode(200)
  @RequireScope('update:revocation')
  @ApiOperation({ summary: 'Uploads a list, which becomes the source of this CA.' })
  @ApiConsumes('application/pkix-crl')
  @ApiBody({ schema: { type: 'string', format: 'binary' }, description: 'One list, DER or PEM, 100 MB at most.' })
  @ApiOkResponse({ type: RevocationAuthorityResponse })
  @Problems('revocation.authority_not_found', 'revocation.signature', 'revocation.list_unusable')
  upload(
    @Param('id', authorityId) id: string,
    @Req() { body }: FastifyRequest,
    @CurrentActor() actor: Actor,
  ): Promise<RevocationAuthority> {
    if (!Buffer.isBuffer(body))
      throw new InvalidError('request.invalid', 'not a file', [
        { path: 'list', message: 'must be sent as application/pkix-crl' },
      ]);
    return this.administration.upload(id, body, actor);
  }

  @Post(':id/fetch')
  @HttpCode(200)
  @RequireScope('update:revocation')
  @ApiOperation({
    summary: 'Fetches the list now. A failure is reported in the response and does not change the list in use.',
  })
  @ApiOkResponse({ type: RevocationAuthorityResponse })
  @Problems('revocation.authority_not_found')
  fetch(@Param('id', authorityId) id: string): Promise<RevocationAuthority> {
    return this.administration.fetchNow(id);
  }
}
