import type { Engine } from '@postern/oidc';
import { enginePath } from '@postern/oidc';
import type { FastifyInstance } from 'fastify';

/**
 * Hands everything below the issuer's path to the engine, body unread: the engine parses its own. Done in the last hook before Fastify
 * would look at the body, so that nothing of it is touched.
 */
export const mountEngine = (fastify: FastifyInstance, engine: Engine): void => {
  void fastify.register(async (scope) => {
    scope.addHook('onRequest', (request, reply) => {
      reply.hijack();
      engine.handle(request.raw, reply.raw).catch((error: unknown) => reply.raw.destroy(error as Error));
    });
    // The engine knows which methods it takes; Fastify never gets as far as this handler.
    scope.all(`${enginePath}/*`, () => undefined);
  });
};
