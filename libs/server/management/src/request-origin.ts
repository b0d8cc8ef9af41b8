import { type ExecutionContext, createParamDecorator } from '@nestjs/common';
import { type RequestOrigin, requestOrigin } from '@postern/requests';
import type { FastifyRequest } from 'fastify';

/** `RequestOrigin` of the current request. */
export const CurrentOrigin = createParamDecorator((_: unknown, context: ExecutionContext): RequestOrigin =>
  requestOrigin(context.switchToHttp().getRequest<FastifyRequest>()),
);
