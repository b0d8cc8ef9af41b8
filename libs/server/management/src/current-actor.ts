import { type ExecutionContext, createParamDecorator } from '@nestjs/common';
import { requestOrigin } from '@postern/requests';
import type { FastifyRequest } from 'fastify';
import type { Actor } from './actor.js';
import { bearerOf } from './current-bearer.js';

/** The `Actor` behind the current request: the bearer that `@RequireScope` let in, and where the request came from. */
export const CurrentActor = createParamDecorator((_: unknown, context: ExecutionContext): Actor => {
  const { accountId, clientId, role, scopes, within } = bearerOf(context);
  return {
    accountId,
    clientId,
    role,
    scopes,
    ...(within !== undefined && { within }),
    origin: requestOrigin(context.switchToHttp().getRequest<FastifyRequest>()),
  };
});
