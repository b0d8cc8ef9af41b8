import type { FastifyInstance } from 'fastify';

/** Nothing here is a page, except the API's documentation; nothing may be framed, sniffed, embedded elsewhere or sent on. */
const headers = Object.entries({
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'",
  'strict-transport-security': 'max-age=63072000; includeSubDomains',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'origin-agent-cluster': '?1',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'x-permitted-cross-domain-policies': 'none',
});

const documentation = '/api/docs';
/** Swagger UI is made of files of its own, one style block and images inside its style sheets. */
const documentationPolicy =
  "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; object-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

/** Headers of everything the server itself answers, the engine's answers included; Nginx sets those of the static pages. */
export const secureHeaders = (fastify: FastifyInstance): void => {
  fastify.addHook('onRequest', ({ url }, { raw }, done) => {
    for (const [name, value] of headers) raw.setHeader(name, value);
    if (url.startsWith(documentation)) raw.setHeader('content-security-policy', documentationPolicy);
    done();
  });
};
