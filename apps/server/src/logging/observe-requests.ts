import { networkOf, requestScope } from '@postern/requests';
import type { FastifyInstance } from 'fastify';
import type { FinishedRequest } from './request-log.js';

/**
 * Gives every request an id for all its log lines, and calls `finished` when the response was sent.
 *
 * @param finished gets the request and the route it matched, undefined if none
 */
export const observeRequests = (
  fastify: FastifyInstance,
  finished: (request: FinishedRequest, route: string | undefined) => void,
): void => {
  fastify.addHook('onRequest', (request, { raw }, done) => {
    const started = performance.now();
    const { id: requestId, method, originalUrl: url } = request;
    raw.setHeader('x-request-id', requestId);
    // The raw response also finishes for the engine, whose routes bypass Fastify's life cycle.
    raw.once('finish', () => {
      const seconds = (performance.now() - started) / 1000;
      finished({ requestId, method, url, status: raw.statusCode, seconds }, request.routeOptions.url);
    });
    requestScope.run({ requestId, network: networkOf(request.ip), isGone: () => raw.destroyed }, done);
  });
};
