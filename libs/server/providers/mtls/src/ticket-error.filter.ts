import { type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';
import { HandoffError } from '@postern/errors';
import { SignInCompletion } from '@postern/provider-kit';
import { requestOrigin } from '@postern/requests';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ticketOf } from './mtls.strategy.js';
import { sendBack } from './send-back.js';

/** A person with a ticket that is no good (any more) is in the middle of a sign-in: they go back to it, not to a bare error. */
@Catch(HandoffError)
export class TicketErrorFilter implements ExceptionFilter<HandoffError> {
  constructor(private readonly completion: SignInCompletion) {}

  catch({ code }: HandoffError, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const location = this.completion.returnUrlWithoutHandoff(ticketOf(request), code, requestOrigin(request));
    void sendBack(http.getResponse<FastifyReply>(), location);
  }
}
