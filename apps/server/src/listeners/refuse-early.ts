import { PayloadTooLargeException } from '@nestjs/common';
import type { ServerConfig } from '@postern/config';
import { type AccessTokens, authenticate } from '@postern/management';
import type { Engine } from '@postern/oidc';
import { ForbiddenError, NotFoundError } from '@postern/errors';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { kindOf } from './limits/request-kind.js';
import { matchedRoute } from './limits/matched-route.js';

interface Dependencies {
  readonly config: ServerConfig;
  readonly tokens: AccessTokens;
  readonly engine: Engine;
}

/** Bytes of the parameters of an authorization request; pushed requests are stored in the database. */
const longestAuthorization = 8 * 1024;

const hasNoBody: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

const assertOwnInteraction = (request: FastifyRequest, engine: Engine): void => {
  const { uid = '' } = request.params as { readonly uid?: string };
  if (!engine.isInteractionOf(request.raw, uid)) {
    throw new NotFoundError('interaction.not_found', 'cookie names another interaction');
  }
};

const assertShort = ({ headers, url }: FastifyRequest): void => {
  const size = Math.max(Number(headers['content-length'] ?? 0), url.length);
  if (size > longestAuthorization) throw new PayloadTooLargeException();
};

/**
 * Refuses, before the body is read, what the headers already rule out: no valid token at the management API, another site or another
 * browser at a sign-in, an authorization request that is too long. Guards check the same again for each route. Call it after
 * `limitRequests`.
 */
export const refuseEarly = (fastify: FastifyInstance, { config, tokens, engine }: Dependencies): void => {
  // No promise where there is nothing to wait for: this runs for every request.
  fastify.addHook('onRequest', (request, _reply, done) => {
    const { url = '' } = request.routeOptions;
    if (kindOf(matchedRoute(request)) === 'authorization') assertShort(request);
    if (hasNoBody.has(request.method)) return done();
    if (url.startsWith('/api/interaction/')) {
      if (request.headers.origin !== config.PUBLIC_ORIGIN) throw new ForbiddenError('request.wrong_origin');
      assertOwnInteraction(request, engine);
    }
    if (!url.startsWith('/api/v2/')) return done();
    authenticate(tokens, request).then(() => done(), done);
  });
};
