import type { Engine } from '@postern/oidc';
import { enginePath, secondTokenPath } from '@postern/oidc';
import type { FastifyInstance } from 'fastify';

/** URLs where clients look for the metadata of an issuer with a path (RFC 8414 §3.1, and §5 for OpenID Connect). */
const metadataNames = ['oauth-authorization-server', 'openid-configuration'] as const;

/**
 * Hands everything below the issuer's path to the engine, body unread: the engine parses its own. Done in the last hook before Fastify
 * would look at the body, so that nothing of it is touched.
 */
export const mountEngine = (fastify: FastifyInstance, engine: Engine): void => {
  void fastify.register(async (scope) => {
    scope.addHook('onRequest', (request, reply) => {
      reply.hijack();
      request.raw.url = belowIssuer(request.raw.url ?? '/');
      engine.handle(request.raw, reply.raw).catch((error: unknown) => reply.raw.destroy(error as Error));
    });
    // The engine knows which methods it takes; Fastify never gets as far as this handler.
    scope.all(`${enginePath}/*`, () => undefined);
    scope.all(secondTokenPath, () => undefined);
    for (const name of metadataNames) scope.all(`/.well-known/${name}${enginePath}`, () => undefined);
  });
};

/** Where the engine serves its metadata: only below the issuer. */
const belowIssuer = (url: string): string =>
  url.replace(/^\/\.well-known\/([a-z-]+)\/oidc(?=\?|$)/, (_path, name: string) => `${enginePath}/.well-known/${name}`);
