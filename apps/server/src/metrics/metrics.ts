import { createServer, type Server } from 'node:http';
import { statementCount } from '@postern/database';
import type { FastifyInstance } from 'fastify';
import { collectDefaultMetrics, Counter, Histogram, register } from 'prom-client';

/** Of a path, what is the same for everybody: labels must not grow with people. */
const routeOf = (url: string): string => {
  const [path = ''] = url.split('?');
  return path
    .replace(/^\/oidc\/auth\/.+/, '/oidc/auth/:uid')
    .replace(/^\/api\/interaction\/[^/]+/, '/api/interaction/:uid')
    .replaceAll(/\/[0-9a-f]{8}-[0-9a-f-]{27}/g, '/:id');
};

const known = /^\/(oidc|api|health)(\/|$)/;

/** Counts and times every request, and makes `/metrics`. */
export const observe = (fastify: FastifyInstance): void => {
  collectDefaultMetrics();
  const seconds = new Histogram({
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
  fastify.addHook('onRequest', (request, reply, done) => {
    const started = process.hrtime.bigint();
    // Raw responses finish for the engine's routes as well, which leave Fastify's own life cycle.
    reply.raw.once('finish', () => {
      const { url = '/', method = 'GET' } = request;
      const path = request.routeOptions.url === undefined || !known.test(url) ? 'other' : routeOf(request.originalUrl);
      seconds.observe(
        { method, route: path, status: String(reply.raw.statusCode) },
        Number(process.hrtime.bigint() - started) / 1e9,
      );
    });
    done();
  });
};

/** Answers Prometheus on a socket of its own; nothing else is there. */
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
