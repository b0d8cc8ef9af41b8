import type { ServerConfig } from '@postern/config';
import type { FastifyInstance } from 'fastify';

/** The engine adds the hash of its own script, on the pages that have one, to `script-src`; see engine-edge of oidc. */
const strictest = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'; script-src 'none'";

/** For responses that are not pages: no framing, sniffing, embedding or referrer. The exceptions follow. */
const headers = Object.entries({
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'origin-agent-cluster': '?1',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'x-permitted-cross-domain-policies': 'none',
});

const documentation = '/api/docs';
/** Swagger UI loads its own files, one style block, and images inside its style sheets. */
const ofDocumentation =
  "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; object-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

const policyOf = (url: string): string => (url.startsWith(documentation) ? ofDocumentation : strictest);

/** HSTS applies to a host on all ports: for localhost it would affect everything else that is developed there. */
const isLocalhost = (origin: string): boolean => /^(?:.+\.)?localhost$|^127\.|^\[::1\]$/.test(new URL(origin).hostname);

/** Headers of everything the server itself answers, the engine's answers included; Nginx sets those of the static pages. */
export const secureHeaders = (
  fastify: FastifyInstance,
  { PUBLIC_ORIGIN, HSTS }: Pick<ServerConfig, 'PUBLIC_ORIGIN' | 'HSTS'>,
): void => {
  const transport = isLocalhost(PUBLIC_ORIGIN) ? '' : HSTS;
  fastify.addHook('onRequest', ({ url }, { raw }, done) => {
    raw.setHeader('content-security-policy', policyOf(url));
    for (const [name, value] of headers) raw.setHeader(name, value);
    if (transport !== '') raw.setHeader('strict-transport-security', transport);
    done();
  });
};
