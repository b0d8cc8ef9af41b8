import { Controller, Get, Headers, HttpStatus, Param, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { Statements } from '@postern/database';
import { uuidOr, Problems } from '@postern/management';
import { NotFoundError } from '@postern/errors';
import { inertHeaders } from '@postern/images';
import { Public } from '@postern/requests';
import type { FastifyReply } from 'fastify';
import { SignInMethods } from './reading/sign-in-methods.service.js';

@ApiTags('sign-in methods')
@Controller('api/sign-in-methods')
export class MethodLogoController {
  constructor(
    private readonly methods: SignInMethods,
    private readonly statements: Statements,
  ) {}

  /** The URL changes with the logo (`?v=`), so that browsers may cache it for ever; the headers keep the picture inert. */
  @Get(':id/logo')
  @Public('people see it before they are signed in')
  @ApiOperation({ summary: "A method's own logo." })
  @ApiProduces('image/png', 'image/jpeg', 'image/webp', 'image/bmp')
  @Problems('sign_in_method.not_found')
  async logo(
    @Param('id', uuidOr('sign_in_method.not_found')) id: string,
    @Query('v') version: string | undefined,
    @Headers('if-none-match') held: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const current = (await this.methods.find(id))?.logoUrl?.split('v=')[1];
    if (current === undefined) throw new NotFoundError('sign_in_method.not_found');
    const etag = `"${current}"`;
    reply.headers({
      ...inertHeaders,
      etag,
      'cache-control': version === current ? 'public, max-age=31536000, immutable' : 'public, max-age=300',
    });
    if (held?.split(/\s*,\s*/).includes(etag)) return reply.status(HttpStatus.NOT_MODIFIED).send();

    const row = await this.statements.one<{ readonly logo: Buffer; readonly type: string }>(
      'sign_in_method.logo',
      'select logo, logo_type as type from sign_in_method where id = $1 and logo is not null',
      [id],
    );
    if (row === undefined) throw new NotFoundError('sign_in_method.not_found');
    return reply.type(row.type).send(row.logo);
  }
}
