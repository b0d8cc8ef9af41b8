import type { Engine } from '@postern/oidc';
import { enginePath } from '@postern/oidc';
import type { FastifyInstance } from 'fastify';

/** Hands everything below the issuer's path to the engine, body unread: the engine parses its own. */
export const mountEngine = (fastify: FastifyInstance, engine: Engine): void => {
  void fastify.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (_request, _payload, done) => done(null));
    scope.all(`${enginePath}/*`, async (request, reply) => {
      reply.hijack();
      await engine.handle(request.raw, reply.raw);
    });
  });
};
