import type { FastifyReply } from 'fastify';

/** Sends the browser on to an address with a one-time code, which neither caches nor the next page's server shall learn. */
export const sendBack = (reply: FastifyReply, location: string): FastifyReply =>
  reply.header('cache-control', 'no-store').header('referrer-policy', 'no-referrer').redirect(location, 303);
