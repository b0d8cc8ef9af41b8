import { type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';
import { HandoffError } from '@postern/errors';
import { SignInCompletion } from '@postern/provider-kit';
import { requestOrigin } from '@postern/requests';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ticketOf } from './mtls.strategy.js';
import { sendBack } from './send-back.js';

/** Redirects a person with an invalid or expired ticket back to the sign-in instead of a bare error. */
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
