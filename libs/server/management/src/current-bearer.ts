import { type ExecutionContext, createParamDecorator } from '@nestjs/common';
import { AuthenticationError } from '@postern/errors';
import type { FastifyRequest } from 'fastify';
import type { Bearer } from './bearer.js';

const bearers = new WeakMap<FastifyRequest, Bearer>();

export const rememberBearer = (request: FastifyRequest, bearer: Bearer): void => {
  bearers.set(request, bearer);
};

export const bearerOf = (context: ExecutionContext): Bearer => {
  const bearer = bearers.get(context.switchToHttp().getRequest<FastifyRequest>());
  if (bearer === undefined) throw new AuthenticationError('token.missing', 'the route has no @RequireScope');
  return bearer;
};

/** The `Bearer` that `@RequireScope` let in. */
export const CurrentBearer = createParamDecorator((_: unknown, context: ExecutionContext): Bearer => bearerOf(context));

/** Account id (string) of the person whose token it is; for routes under `/api/v2/me`. */
export const CurrentAccountId = createParamDecorator((_: unknown, context: ExecutionContext): string => {
  const { accountId } = bearerOf(context);
  if (accountId === null) throw new AuthenticationError('token.invalid', 'the token belongs to no person');
  return accountId;
});
