import type { FastifyReply } from 'fastify';

/** Redirects the browser to a URL with a one-time code, which must not reach caches or, as Referer, other servers. */
export const sendBack = (reply: FastifyReply, location: string): FastifyReply =>
  reply.header('cache-control', 'no-store').header('referrer-policy', 'no-referrer').redirect(location, 303);
