import { Controller, Get, Headers, HttpStatus, Param, Res } from '@nestjs/common';
import { ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { Statements } from '@postern/database';
import { NotFoundError } from '@postern/errors';
import { inertHeaders } from '@postern/images';
import { Problems } from '@postern/management';
import { Public } from '@postern/requests';
import type { FastifyReply } from 'fastify';

@ApiTags('appearance')
@Controller('api/pictures')
export class PicturesController {
  constructor(private readonly statements: Statements) {}

  /** The address is the digest of the content, so browsers may keep it for ever, and whoever knows it has seen a page with it. */
  @Get(':id')
  @Public('people see it before they are signed in')
  @ApiOperation({ summary: 'A logo or cover of the sign-in page.' })
  @ApiProduces('image/webp')
  @Problems('picture.not_found')
  async picture(
    @Param('id') id: string,
    @Headers('if-none-match') held: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const row = /^[0-9a-f]{64}$/.test(id)
      ? await this.statements.one<{ readonly type: string; readonly bytes: Buffer }>(
          'picture.get',
          'select type, bytes from picture where id = $1',
          [id],
        )
      : undefined;
    if (row === undefined) throw new NotFoundError('picture.not_found');
    const etag = `"${id}"`;
    reply.headers({ ...inertHeaders, etag, 'cache-control': 'public, max-age=31536000, immutable' });
    if (held?.split(/\s*,\s*/).includes(etag)) return reply.status(HttpStatus.NOT_MODIFIED).send();
    return reply.type(row.type).send(row.bytes);
  }
}
