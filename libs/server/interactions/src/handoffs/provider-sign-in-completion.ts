import { Injectable } from '@nestjs/common';
import { ServerConfig } from '@postern/config';
import { type CertificateJudgement, type ErrorCode, interactionPaths } from '@postern/contracts';
import { AuditLog } from '@postern/audit';
import {
  type PresentedIdentifier,
  SignInCompletion,
  SignInMethodDirectory,
  SignInProviders,
  type SignInRefusal,
  type SignInTicket,
} from '@postern/provider-kit';
import type { RequestOrigin } from '@postern/requests';
import { SignInTickets } from '../tickets/sign-in-tickets.js';
import { certificateFacts } from './certificate-facts.js';
import { HandoffStore } from './handoff-store.js';
import { Judgements } from './judgements.js';

/** Where the browser returns to after a link. */
const linkPage = '/panel/profile/link';

/** Stores a provider's outcome as a handoff, and returns the URL on the public origin for the browser. */
@Injectable()
export class ProviderSignInCompletion extends SignInCompletion {
  constructor(
    private readonly tickets: SignInTickets,
    private readonly handoffs: HandoffStore,
    private readonly methods: SignInMethodDirectory,
    private readonly providers: SignInProviders,
    private readonly judgements: Judgements,
    private readonly audit: AuditLog,
    private readonly config: ServerConfig,
  ) {
    super();
  }

  open(ticket: string): SignInTicket {
    return this.tickets.open(ticket);
  }

  async present(
    ticket: SignInTicket,
    identifier: PresentedIdentifier,
    _origin: RequestOrigin,
    place: string | null = null,
  ): Promise<string> {
    const method = await this.methods.find(ticket.methodId);
    const provider = method && this.providers.ofType(method.type);
    const levelled = { ...identifier, acr: identifier.acr ?? provider?.acr, amr: identifier.amr ?? provider?.amr };
    const code = await this.handoffs.store(ticket, {
      code: null,
      identifier: levelled,
      certificate: identifier.certificate,
    });
    return this.returnUrl(ticket, code, place);
  }

  async refuse(ticket: SignInTicket, refusal: SignInRefusal, origin: RequestOrigin): Promise<string> {
    const { code, reason, facts, certificate } = refusal;
    const type = code === 'certificate.header_mismatch' ? 'proxy.header_mismatch' : failureOf(ticket);
    const judgement = await this.judgements.of(ticket.methodId, certificate, { code, facts });
    const handoff = await this.handoffs.store(
      ticket,
      { code, reason, facts, certificate },
      {
        ...{ type, methodId: ticket.methodId, accountId: ticket.accountId, code, origin },
        ...{ requestId: ticket.id, details: shownOf(refusal, judgement) },
      },
    );
    return ticket.purpose === 'link'
      ? this.linkUrl({ error: code, refusal: handoff })
      : this.returnUrl(ticket, handoff);
  }

  returnUrlWithoutHandoff(ticket: string, code: ErrorCode, origin: RequestOrigin): string {
    const known = this.tickets.peek(ticket);
    // Not awaited by the request: the browser is being redirected already.
    void this.audit.note({
      type: known ? failureOf(known) : 'sign_in.failed',
      methodId: known?.methodId,
      accountId: known?.accountId,
      code,
      origin,
    });
    if (known?.purpose === 'link') return this.linkUrl({ error: code });
    const page = known?.interactionUid ? interactionPaths.page(known.interactionUid) : interactionPaths.page('error');
    return `${this.config.PUBLIC_ORIGIN}${page}#${new URLSearchParams({ error: code }).toString()}`;
  }

  private returnUrl({ purpose, interactionUid }: SignInTicket, code: string, place: string | null = null): string {
    if (purpose === 'link' || interactionUid === null) return this.linkUrl({ code });
    if (purpose === 'link_in_sign_in')
      return `${this.config.PUBLIC_ORIGIN}${interactionPaths.shownIdentifier(interactionUid)}?${new URLSearchParams({ code }).toString()}`;
    const facts = new URLSearchParams({ code, ...(place !== null && { place }) });
    return `${this.config.PUBLIC_ORIGIN}${interactionPaths.certificate(interactionUid)}?${facts.toString()}`;
  }

  private linkUrl(facts: Readonly<Record<string, string>>): string {
    return `${this.config.PUBLIC_ORIGIN}${linkPage}#${new URLSearchParams(facts).toString()}`;
  }
}

const failureOf = ({ purpose }: SignInTicket): 'sign_in.failed' | 'identifier.link_refused' =>
  purpose === 'sign_in' ? 'sign_in.failed' : 'identifier.link_refused';

/** What an administrator needs to help: the exact reason, and the certificate. */
const shownOf = (
  { certificate, reason, facts }: SignInRefusal,
  judgement: CertificateJudgement | null,
): Record<string, unknown> => ({
  reason,
  ...facts,
  ...(certificate !== null && certificateFacts(certificate.summary, judgement)),
});
