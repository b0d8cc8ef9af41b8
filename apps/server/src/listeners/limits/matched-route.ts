import type { FastifyRequest } from 'fastify';
import type { MatchedRoute } from './request-kind.js';

export const matchedRoute = ({ routeOptions, params }: FastifyRequest): MatchedRoute => ({
  url: routeOptions.url,
  rest: (params as Readonly<Record<string, string>> | undefined)?.['*'],
});
