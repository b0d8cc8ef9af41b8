import rateLimit from '@fastify/rate-limit';
import type { ServerConfig } from '@postern/config';
import { TooManyRequestsError } from '@postern/provider-kit';
import type { FastifyInstance, FastifyRequest } from 'fastify';

/** Attempts to prove who one is: they get a smaller allowance of their own. */
const signInAttempt = /^\/api\/(mtls\/|interaction\/[^/]+\/(methods\/|certificate))/;
const unlimited = /^\/health\//;

const isAttempt = (request: FastifyRequest): boolean => signInAttempt.test(request.url);

/**
 * Addresses of one household or hoster count as one (RFC 6177: a site gets a /64 or more). Over a Unix socket a request has
 * none of its own, unless Nginx named it.
 */
const networkOf = (address: string | undefined): string =>
  address === undefined
    ? 'local'
    : address.includes(':') && !address.includes('.')
      ? address.split(':').slice(0, 4).join(':')
      : address;

/** Requests per address and minute, in this process; 0 switches a limit off. */
export const limitRates = async (fastify: FastifyInstance, config: ServerConfig): Promise<void> => {
  const { RATE_LIMIT_ADDRESS: all, RATE_LIMIT_SIGN_IN: attempts } = config;
  if (all === 0 && attempts === 0) return;
  await fastify.register(rateLimit, {
    global: true,
    timeWindow: 60_000,
    cache: 50_000,
    addHeaders: {
      'x-ratelimit-limit': false,
      'x-ratelimit-remaining': false,
      'x-ratelimit-reset': false,
      'retry-after': true,
    },
    max: (request) => (isAttempt(request) ? attempts : all) || Number.MAX_SAFE_INTEGER,
    keyGenerator: (request) => `${isAttempt(request) ? 'sign-in ' : ''}${networkOf(request.ip)}`,
    allowList: (request) => unlimited.test(request.url),
    errorResponseBuilder: (_request, { ttl }) => new TooManyRequestsError(Math.max(1, Math.ceil(ttl / 1000))),
  });
};
