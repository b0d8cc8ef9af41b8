import { createServer, type Server } from 'node:http';
import { statementCount } from '@postern/database';
import { collectDefaultMetrics, Counter, Histogram, register } from 'prom-client';
import type { FinishedRequest } from '../logging/request-log.js';

/** Labels are bounded: the engine's own paths and Nest's patterns, never the requested path. */
const enginePaths = /^\/oidc\/(\.well-known\/[a-z-]+|jwks|auth|me|request|token(\/[a-z]+)?|session\/end(\/[a-z]+)?)$/;

const labelOf = (url: string, route: string | undefined): string => {
  if (route === undefined) return 'other';
  if (!route.startsWith('/oidc/')) return route;
  const [path = ''] = url.split('?', 1);
  if (path.startsWith('/oidc/auth/')) return '/oidc/auth/:uid';
  return enginePaths.test(path) ? path : '/oidc/other';
};

/** Counts and times requests, and serves `/metrics`. */
export const createRequestMetrics = (): ((request: FinishedRequest, route: string | undefined) => void) => {
  collectDefaultMetrics();
  const histogram = new Histogram({
    name: 'postern_http_request_duration_seconds',
    help: 'Duration of requests by route and status',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5],
  });
  new Counter({
    name: 'postern_sql_statements_total',
    help: 'SQL statements sent by this process',
    collect() {
      this.reset();
      this.inc(statementCount());
    },
  });
  // Bounded by routes and statuses; looking a series up is cheaper than naming it again.
  const series = new Map<string, Histogram.Internal<'method' | 'route' | 'status'>>();
  return ({ method, url, status, seconds }, route) => {
    const label = labelOf(url, route);
    const key = `${method} ${status} ${label}`;
    const found = series.get(key) ?? histogram.labels({ method, route: label, status: String(status) });
    series.set(key, found);
    found.observe(seconds);
  };
};

/** Serves Prometheus on a separate socket, and nothing else. */
export const createMetricsListener = (): Server =>
  createServer((request, response) => {
    if (request.url !== '/metrics') {
      response.writeHead(404).end();
      return;
    }
    register.metrics().then(
      (text) => response.writeHead(200, { 'content-type': register.contentType }).end(text),
      () => response.writeHead(500).end(),
    );
  });
