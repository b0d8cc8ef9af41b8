import { Injectable } from '@nestjs/common';
import { interactionPaths, type Language } from '@postern/contracts';
import { EngineInteractions, type OpenExchange, type PendingInteraction, type SignedIn } from '@postern/oidc';
import { DomainError, HandoffError, LevelError } from '@postern/errors';
import type { RequestOrigin } from '@postern/requests';
import { certificateFacts } from '../handoffs/certificate-facts.js';
import type { ConsumedHandoff, StoredHandoff } from '../handoffs/handoff-rows.js';
import { HandoffStore } from '../handoffs/handoff-store.js';
import { Judgements } from '../handoffs/judgements.js';
import { AwaitedSignIn } from './awaited-sign-in.service.js';
import { CertificateAdmission } from './certificate-admission.service.js';
import { NewAccountSignIn } from './new-account.service.js';
import { SignInOutcomes } from './sign-in-outcomes.js';

/** Progress of a return, for the explanation of a failure. */
interface Progress {
  pending?: PendingInteraction;
  handoff?: StoredHandoff;
  found?: ConsumedHandoff['found'];
  /** Why the method creates no account for it. */
  obstacle?: string | undefined;
}

/** Who comes back: from where, and in which of our languages. */
interface Visitor {
  readonly language: Language | null;
  readonly origin: RequestOrigin;
}

/** Ends a certificate sign-in: the browser that began it returns with a handoff. */
@Injectable()
export class CertificateReturnService {
  constructor(
    private readonly interactions: EngineInteractions,
    private readonly handoffs: HandoffStore,
    private readonly admission: CertificateAdmission,
    private readonly awaited: AwaitedSignIn,
    private readonly newAccounts: NewAccountSignIn,
    private readonly completion: SignInOutcomes,
    private readonly judgements: Judgements,
  ) {}

  /**
   * Finishes the sign-in and lets the engine answer. A refused certificate leads back to the sign-in page, which explains why.
   *
   * @returns where the browser goes; undefined when the engine has answered
   * @throws NotFoundError, HandoffError
   */
  async finish(exchange: OpenExchange, uid: string, code: string, visitor: Visitor): Promise<string | undefined> {
    const progress: Progress = {};
    const { origin } = visitor;
    try {
      await this.interactions.completeSignIn(exchange, uid, async (found) => {
        const consumed = await this.handoffs.consumeForSignIn(code, uid, { type: 'sign_in.succeeded', origin });
        progress.pending = await found(consumed?.interaction ?? null);
        if (consumed === undefined) throw new HandoffError('handoff.invalid');
        progress.handoff = consumed.handoff;
        progress.found = consumed.found;
        return this.prove(consumed, progress, progress.pending, visitor);
      });
      return undefined;
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      const { pending, handoff } = progress;
      if (pending === undefined) throw error;
      await this.explain(progress, error, pending.clientId, origin);
      if (handoff === undefined) throw error;
      return `${interactionPaths.page(uid)}?attempt=${handoff.id}`;
    }
  }

  private async prove(
    consumed: ConsumedHandoff,
    progress: Progress,
    pending: PendingInteraction,
    by: Visitor,
  ): Promise<SignedIn> {
    const { handoff, found } = consumed;
    if (found !== null || handoff.code !== null) return this.admission.admit(consumed, pending, by.origin);
    const linked = await this.awaited.signIn(handoff, pending, by.origin);
    if (linked !== undefined) {
      progress.found = linked.found;
      return this.admission.admit(linked, pending, by.origin);
    }
    const { consumed: created, obstacle } = await this.newAccounts.atOnce(handoff, pending, by);
    progress.obstacle = obstacle;
    progress.found = created?.found ?? null;
    return this.admission.admit(created ?? consumed, pending, by.origin);
  }

  private async explain(
    { handoff, found, obstacle }: Progress,
    error: DomainError,
    clientId: string,
    origin: RequestOrigin,
  ): Promise<void> {
    const { code } = error;
    // A refusal was recorded where it happened, on the certificate's own origin.
    if (handoff?.code === code) return;
    if (handoff !== undefined) await this.handoffs.settleAttempt(handoff.id, code);
    const certificate = handoff?.certificate ?? null;
    const judgement = handoff ? await this.judgements.of(handoff.methodId, certificate, { code }) : null;
    const details = {
      ...(certificate && certificateFacts(certificate.summary, judgement)),
      ...(obstacle !== undefined && { noNewAccount: obstacle }),
      ...(found?.rule != null && { rule: found.rule }),
      ...(error instanceof LevelError && error.facts),
    };
    const about = { clientId, methodId: handoff?.methodId, requestId: handoff?.id, details };
    await this.completion.fail(code, about, origin);
  }
}
