import { type ExecutionContext, createParamDecorator } from '@nestjs/common';
import type { RequestOrigin } from '@postern/provider-kit';
import type { FastifyRequest } from 'fastify';

const longestUserAgent = 400;

/** Where a request came from. The address is the client's as far as the trusted proxies say so (Fastify's `trustProxy`). */
export const requestOrigin = ({ ip, headers }: Pick<FastifyRequest, 'ip' | 'headers'>): RequestOrigin => ({
  address: ip || null,
  userAgent: headers['user-agent']?.replaceAll(/\p{Cc}/gu, '').slice(0, longestUserAgent) || null,
});

/** `RequestOrigin` of the current request. */
export const CurrentOrigin = createParamDecorator((_: unknown, context: ExecutionContext): RequestOrigin =>
  requestOrigin(context.switchToHttp().getRequest<FastifyRequest>()),
);
