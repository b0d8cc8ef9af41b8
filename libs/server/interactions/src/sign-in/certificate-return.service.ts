import { Injectable } from '@nestjs/common';
import { IdentityLinks } from '@postern/accounts';
import { type CertificateErrorCode, interactionPaths } from '@postern/contracts';
import { EngineInteractions, type Exchange } from '@postern/oidc';
import { CertificateError, DomainError, type RequestOrigin, SignInMethodDirectory } from '@postern/provider-kit';
import { HandoffStore, type StoredHandoff } from '../handoffs/handoff-store.js';
import { type ProvedAccount, SignInCompletion } from './sign-in-completion.js';

export interface CertificateReturn {
  /** Where the browser goes on: to the engine, or to the sign-in page that explains. */
  readonly location: string;
  /** The method that succeeded. */
  readonly methodId: string | null;
}

/** The end of the certificate's road: a handoff comes back to the browser that began the sign-in. */
@Injectable()
export class CertificateReturnService {
  constructor(
    private readonly interactions: EngineInteractions,
    private readonly handoffs: HandoffStore,
    private readonly links: IdentityLinks,
    private readonly methods: SignInMethodDirectory,
    private readonly completion: SignInCompletion,
  ) {}

  /** @throws NotFoundError, HandoffError, and whatever keeps the sign-in from being finished */
  async finish(exchange: Exchange, uid: string, code: string, origin: RequestOrigin): Promise<CertificateReturn> {
    const { clientId } = await this.interactions.find(exchange, uid);
    let handoff: StoredHandoff | undefined;
    try {
      const location = await this.interactions.finishSignIn(exchange, uid, async () => {
        handoff = await this.handoffs.consumeForSignIn(code, uid);
        const method = await this.methods.find(handoff.methodId);
        if (method?.enabled !== true) throw new CertificateError('certificate.untrusted', 'method was switched off');
        return this.completion.succeed(method, clientId, await this.accountOf(handoff), origin);
      });
      return { location, methodId: handoff?.methodId ?? null };
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      if (handoff === undefined) {
        await this.completion.fail(error.code, { clientId }, origin);
        throw error;
      }
      await this.settle(handoff, error, clientId, origin);
      return { location: `${interactionPaths.page(uid)}?attempt=${handoff.id}`, methodId: null };
    }
  }

  /** @throws CertificateError with the code of the refusal, or why the good certificate lets nobody in */
  private async accountOf({ code, methodId, subject }: StoredHandoff): Promise<ProvedAccount> {
    if (code !== null || subject === null)
      throw new CertificateError((code ?? 'certificate.malformed') as CertificateErrorCode);
    const linked = await this.links.findBySubject(methodId, subject);
    if (linked === undefined) throw new CertificateError('certificate.not_linked');
    if (linked.status === 'blocked') throw new CertificateError('certificate.account_blocked');
    return linked;
  }

  private async settle(
    handoff: StoredHandoff,
    { code }: DomainError,
    clientId: string,
    origin: RequestOrigin,
  ): Promise<void> {
    // A refusal was recorded where it happened, on the certificate's own origin.
    if (handoff.code === code) return;
    await this.handoffs.settleAttempt(handoff.id, code);
    const details = { name: handoff.certificate?.summary.name };
    await this.completion.fail(code, { clientId, methodId: handoff.methodId, details }, origin);
  }
}
