import { Body, Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { CertificateBlockRecord } from '@postern/contracts';
import { type Actor, CurrentActor, RequireScope, uuidOr, Problems } from '@postern/management';
import { CreateBlockDto } from './block.dto.js';
import { BlockResponse } from './block.responses.js';
import { CertificateBlocks } from './certificate-blocks.js';

@ApiTags('revocation')
@Controller('api/v2/revocation/blocks')
export class CertificateBlocksController {
  constructor(private readonly blocks: CertificateBlocks) {}

  @Get()
  @RequireScope('read:revocation')
  @ApiOperation({ summary: 'Blocked certificates, newest first, including those whose block has ended.' })
  @ApiOkResponse({ type: [BlockResponse] })
  list(): Promise<readonly CertificateBlockRecord[]> {
    return this.blocks.list();
  }

  @Post()
  @RequireScope('update:revocation')
  @ApiOperation({
    summary: 'Blocks one certificate, whatever its CA says. Ends the sessions that were opened with it.',
  })
  @ApiCreatedResponse({ type: BlockResponse })
  @Problems('revocation.already_blocked', 'request.invalid')
  create(@Body() input: CreateBlockDto, @CurrentActor() actor: Actor): Promise<CertificateBlockRecord> {
    return this.blocks.create(input, actor);
  }

  @Delete(':id')
  @HttpCode(204)
  @RequireScope('update:revocation')
  @ApiOperation({ summary: 'Removes a block. The certificate is accepted again unless its CA has revoked it.' })
  @ApiNoContentResponse()
  @Problems('revocation.block_not_found')
  delete(@Param('id', uuidOr('revocation.block_not_found')) id: string, @CurrentActor() actor: Actor): Promise<void> {
    return this.blocks.delete(id, actor);
  }
}
