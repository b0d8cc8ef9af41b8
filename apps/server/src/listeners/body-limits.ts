import { largestImport } from '@postern/contracts';
import type { FastifyInstance } from 'fastify';

/** Bytes of a body, unless a route takes more. */
export const usualBody = 64 * 1024;
/** Bytes: a logo or a key file of 1 MB as base64 inside JSON, or a list of callers' certificates. */
const largestBody = 2 * 1024 * 1024;

/** Bytes: two logos of 1 MB and two covers of 2 MB as base64 inside JSON, and texts. */
const largestAppearance = 9 * 1024 * 1024;

/** Bytes of a revocation list, sent as raw bytes; a million entries take 35 MB. */
const largestList = 100 * 1024 * 1024;

/** Routes that take files. `nginx/servers/*.conf.template` name the same. */
const uploads =
  /^\/api\/v2\/(sign-in-methods(\/:\w+)?|gateway\/(certificates|caller-certificates)(\/:\w+)?|clients\/:\w+\/key-credentials)$/;

const appearances = /^\/api\/v2\/((clients|organizations)\/:\w+\/)?appearance$/;

const lists = /^\/api\/v2\/revocation\/authorities\/:\w+\/list$/;

const imports = /^\/api\/v2\/user-imports$/;

/** Raises the body limit of routes that take files. Call it before routes are registered, on a server whose limit is `usualBody`. */
export const admitUploads = (fastify: FastifyInstance): void => {
  fastify.addHook('onRoute', (route) => {
    if (uploads.test(route.url)) route.bodyLimit = largestBody;
    if (appearances.test(route.url)) route.bodyLimit = largestAppearance;
    if (lists.test(route.url)) route.bodyLimit = largestList;
    if (imports.test(route.url)) route.bodyLimit = largestImport;
  });
};
