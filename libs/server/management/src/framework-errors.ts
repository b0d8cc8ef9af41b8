import { errorStatuses, type ProblemTexts } from '@postern/errors';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { problemOf } from './problem.js';

/** For Fastify's `frameworkErrors`: addresses that it refuses before any route is looked for are answered like everything else. */
export const frameworkErrorAnswer =
  (texts: ProblemTexts) =>
  ({ statusCode }: { readonly statusCode?: number }, request: FastifyRequest, reply: FastifyReply): void => {
    // A part that is longer than any id names nothing.
    const isTooLong = statusCode === 414;
    const code = isTooLong ? 'request.not_found' : 'request.malformed';
    const status = errorStatuses[code];
    void reply
      .status(status)
      .header('cache-control', 'no-store')
      .header('x-content-type-options', 'nosniff')
      .type('application/problem+json')
      .send(JSON.stringify(problemOf(texts, { status, code }, request.id)));
  };
