import { type ArgumentsHost, Catch, type ExceptionFilter, Inject, Logger } from '@nestjs/common';
import type { ProblemTexts } from '@postern/errors';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { problemHeaders } from './problem-headers.js';
import { failureOf, problemOf } from './problem.js';

/** Token of the texts of all codes (`ProblemTexts`). */
export const PROBLEM_TEXTS = Symbol('PROBLEM_TEXTS');

/** The one place where failures become HTTP: RFC 9457 problem responses. Reasons and unknown errors go to the log only. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger(ProblemFilter.name);

  constructor(@Inject(PROBLEM_TEXTS) private readonly texts: ProblemTexts) {}

  catch(exception: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    const failure = failureOf(exception);
    this.log(exception, failure.status, request.id);
    if (reply.sent || reply.raw.headersSent) return;

    for (const [name, value] of Object.entries(problemHeaders(exception, failure))) {
      // The throttler knows better when the client may come back.
      if (name !== 'retry-after' || !reply.hasHeader(name)) reply.header(name, value);
    }
    reply
      .status(failure.status)
      .type('application/problem+json')
      .send(JSON.stringify(problemOf(this.texts, failure, request.id)));
  }

  private log(exception: unknown, status: number, requestId: string): void {
    const message = exception instanceof Error ? exception.message : String(exception);
    if (status < 500) this.logger.debug(`${requestId}: ${message}`);
    else if (status === 503) this.logger.warn(`${requestId}: ${message}`);
    else this.logger.error(`${requestId}: ${message}`, exception instanceof Error ? exception.stack : undefined);
  }
}
