import { Controller, Get, Req, Res, UseFilters, UseGuards } from '@nestjs/common';
import { AuthGuard } from '@nestjs/passport';
import { ApiExcludeController } from '@nestjs/swagger';
import { SignInCompletion } from '@postern/provider-kit';
import { noteOutcome, Public, requestOrigin } from '@postern/requests';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { placeOf } from './certificate-place.js';
import { CertificateListenerGuard } from './certificate-listener.guard.js';
import { MtlsProvider } from './mtls.provider.js';
import { type CertificateAttempt, ticketOf } from './mtls.strategy.js';
import { sendBack } from './send-back.js';
import { TicketErrorFilter } from './ticket-error.filter.js';

/** The certificate origin's one endpoint; browsers come by navigation, since a preflight carries no certificate. */
@ApiExcludeController()
@Controller('api/mtls')
@UseGuards(CertificateListenerGuard, AuthGuard('mtls'))
@UseFilters(TicketErrorFilter)
export class MtlsController {
  constructor(
    private readonly completion: SignInCompletion,
    private readonly provider: MtlsProvider,
  ) {}

  /** Ends the certificate origin's part of a sign-in or link: 303 back to the public origin, accepted or refused. */
  @Public('the ticket says who asked, the certificate of the TLS handshake who answers')
  @Get('sign-in')
  async signIn(@Req() request: FastifyRequest & { readonly user: CertificateAttempt }, @Res() reply: FastifyReply) {
    const { ticket, identifier, refusal, elsewhere } = request.user;
    if (elsewhere !== undefined) {
      // A page that was open when the method got its origin; the ticket stays unused.
      const there = { methodId: elsewhere, fresh: false, place: placeOf(request) };
      return void (await sendBack(reply, this.provider.startUrl(ticketOf(request), there)));
    }
    const origin = requestOrigin(request);
    if (identifier !== undefined) noteOutcome(request.raw, 'certificate');
    const location =
      identifier === undefined
        ? await this.completion.refuse(ticket, refusal, origin)
        : await this.completion.present(ticket, identifier, origin, placeOf(request));
    await sendBack(reply, location);
  }
}
