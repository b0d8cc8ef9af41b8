import { AuthenticationError } from '@postern/errors';
import { noteOutcome } from '@postern/requests';
import type { FastifyRequest } from 'fastify';
import type { AccessTokens, Bearer } from './bearer.js';

// RFC 6750 §2.1; the scheme is case-insensitive (RFC 9110 §11.1).
const bearerCredentials = /^bearer +([\w.~+/-]{1,4096}=*) *$/i;

const tokenOf = ({ headers: { authorization } }: FastifyRequest): string => {
  if (authorization === undefined) throw new AuthenticationError('token.missing');
  const [, token] = bearerCredentials.exec(authorization) ?? [];
  if (token === undefined) throw new AuthenticationError('token.invalid', 'malformed Authorization header');
  return token;
};

const authenticated = new WeakMap<FastifyRequest, Bearer>();

/**
 * The bearer of a request's token. The token is looked up once per request.
 *
 * @throws AuthenticationError `token.missing`, `token.invalid`
 */
export const authenticate = async (tokens: AccessTokens, request: FastifyRequest): Promise<Bearer> => {
  const known = authenticated.get(request);
  if (known !== undefined) return known;
  const bearer = await tokens.find(tokenOf(request), request);
  if (bearer === undefined) throw new AuthenticationError('token.invalid', 'unknown, expired or revoked');
  authenticated.set(request, bearer);
  noteOutcome(request.raw, 'bearer');
  return bearer;
};
