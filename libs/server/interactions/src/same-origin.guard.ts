import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { ServerConfig } from '@postern/config';
import { ForbiddenError } from '@postern/errors';
import type { FastifyRequest } from 'fastify';

/**
 * Accepts requests that change something from our own pages only. The engine's cookies are SameSite=Lax; this holds as well where
 * a sibling host counts as the same site.
 */
@Injectable()
export class SameOriginGuard implements CanActivate {
  constructor(private readonly config: ServerConfig) {}

  canActivate(context: ExecutionContext): boolean {
    const { method, headers } = context.switchToHttp().getRequest<FastifyRequest>();
    if (method === 'GET' || method === 'HEAD') return true;
    if (headers.origin !== this.config.PUBLIC_ORIGIN) throw new ForbiddenError('request.wrong_origin');
    return true;
  }
}
