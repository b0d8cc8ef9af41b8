import type { ServerConfig } from '@postern/config';
import { TooManyRequestsError } from '@postern/errors';
import { networkOf, requestScope } from '@postern/requests';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { matchedRoute } from './matched-route.js';
import { kindOf } from './request-kind.js';
import { RequestLimits } from './request-limits.js';
import { isNavigation, sendTooManyPage } from './too-many-page.js';

const bodySizeOf = ({ headers }: FastifyRequest): number => Number(headers['content-length'] ?? 0) || 0;

/**
 * Refuses requests over the limit before any other work: the hook runs before those that authenticate, read a body or pass a request to the
 * engine. A navigation gets a page, a program a problem response. To be called before routes are registered.
 */
export const limitRequests = (fastify: FastifyInstance, config: ServerConfig): void => {
  const limits = new RequestLimits(config);
  fastify.addHook('onRequest', (request, reply, done) => {
    const kind = kindOf(matchedRoute(request));
    if (kind === 'unlimited') return done();
    // Computed once: finding the client's address behind proxies takes time.
    const network = requestScope.getStore()?.network ?? networkOf(request.ip);
    const counted = { kind, network, bodySize: bodySizeOf(request), raw: request.raw };
    try {
      const leave = limits.enter(counted);
      const { raw } = reply;
      raw.once('close', () => leave(raw.writableFinished ? raw.statusCode : null));
    } catch (error) {
      if (!(error instanceof TooManyRequestsError) || !isNavigation(request.headers)) throw error;
      sendTooManyPage(request, reply, error.retryAfter);
      return;
    }
    done();
  });
};
