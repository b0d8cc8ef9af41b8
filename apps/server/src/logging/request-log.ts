import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { requestContext } from './logger.js';

/** Addresses carry tickets and one-time codes in their query: the log gets the path only. */
const pathOf = (url: string): string => url.split('?', 1)[0] ?? '';

const levelOf = (status: number): 'error' | 'warn' | 'info' => {
  if (status < 500) return 'info';
  return status === 503 ? 'warn' : 'error';
};

/** One line per request: id, method, path, status, time. No headers, no bodies, so no secrets and no certificates. */
export const logRequests = (fastify: FastifyInstance, logger: Logger): void => {
  fastify.addHook('onRequest', (request, reply, done) => {
    const started = performance.now();
    const { id, method, originalUrl } = request;
    reply.raw.setHeader('x-request-id', id);
    // The raw response also finishes for the engine, whose routes leave Fastify's own life cycle.
    reply.raw.once('finish', () => {
      const { statusCode: status } = reply.raw;
      const ms = Math.round((performance.now() - started) * 10) / 10;
      logger[levelOf(status)]({ requestId: id, method, path: pathOf(originalUrl), status, ms }, 'request');
    });
    requestContext.run({ requestId: id }, done);
  });
};
