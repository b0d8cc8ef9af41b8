import { Injectable } from '@nestjs/common';
import { type CertificateErrorCode, interactionPaths } from '@postern/contracts';
import { EngineInteractions, type OpenExchange, type PendingInteraction, type SignedIn } from '@postern/oidc';
import {
  CertificateError,
  ConflictError,
  DomainError,
  HandoffError,
  LevelError,
  SignInEndedError,
} from '@postern/errors';
import { SignInMethodDirectory } from '@postern/provider-kit';
import type { RequestOrigin } from '@postern/requests';
import { certificateFacts } from '../handoffs/certificate-facts.js';
import type { ConsumedHandoff, StoredHandoff } from '../handoffs/handoff-rows.js';
import { HandoffStore } from '../handoffs/handoff-store.js';
import { Judgements } from '../handoffs/judgements.js';
import { SignInOutcomes } from './sign-in-outcomes.js';

/** Progress of a return, for the explanation of a failure. */
interface Progress {
  pending?: PendingInteraction;
  handoff?: StoredHandoff;
  found?: ConsumedHandoff['found'];
}

/** Ends a certificate sign-in: the browser that began it returns with a handoff. */
@Injectable()
export class CertificateReturnService {
  constructor(
    private readonly interactions: EngineInteractions,
    private readonly handoffs: HandoffStore,
    private readonly methods: SignInMethodDirectory,
    private readonly completion: SignInOutcomes,
    private readonly judgements: Judgements,
  ) {}

  /**
   * Finishes the sign-in and lets the engine answer. A refused certificate leads back to the sign-in page, which explains why.
   *
   * @returns where the browser goes; undefined when the engine has answered
   * @throws NotFoundError, HandoffError
   */
  async finish(exchange: OpenExchange, uid: string, code: string, origin: RequestOrigin): Promise<string | undefined> {
    const progress: Progress = {};
    try {
      await this.interactions.completeSignIn(exchange, uid, async (found) => {
        const consumed = await this.handoffs.consumeForSignIn(code, uid, { type: 'sign_in.succeeded', origin });
        progress.pending = await found(consumed?.interaction ?? null);
        if (consumed === undefined) throw new HandoffError('handoff.invalid');
        progress.handoff = consumed.handoff;
        progress.found = consumed.found;
        return this.prove(consumed, progress.pending, origin);
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
    { handoff, found }: ConsumedHandoff,
    { level }: PendingInteraction,
    origin: RequestOrigin,
  ): Promise<SignedIn> {
    const method = await this.methods.find(handoff.methodId);
    if (method?.enabled !== true) throw new ConflictError('sign_in_method.disabled');
    const { account, ...admitted } = assertAdmitted(handoff, found);
    const { certificate } = handoff;
    const [acr, amr] = [admitted.acr ?? handoff.acr, admitted.amr ?? handoff.amr];
    const proved = { ...admitted, acr, amr, certificate: certificate?.summary };
    this.completion.assertSuffices(method, proved, level);
    return { ...this.completion.signedIn(method, proved, origin), account };
  }

  private async explain(
    { handoff, found }: Progress,
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
      ...(found?.rule != null && { rule: found.rule }),
      ...(error instanceof LevelError && error.facts),
    };
    const about = { clientId, methodId: handoff?.methodId, requestId: handoff?.id, details };
    await this.completion.fail(code, about, origin);
  }
}

/** @throws CertificateError with the code of the refusal, or why a valid certificate does not sign in */
const assertAdmitted = (
  { code, search }: StoredHandoff,
  found: ConsumedHandoff['found'],
): NonNullable<ConsumedHandoff['found']> => {
  if (code !== null) throw new CertificateError(code as CertificateErrorCode);
  if (found === null)
    throw new CertificateError(search?.unusable === true ? 'certificate.value_unusable' : 'certificate.not_linked');
  if (found.ambiguous) throw new CertificateError('certificate.ambiguous');
  if (found.status === 'blocked') throw new CertificateError('certificate.account_blocked');
  if (found.refused !== null) throw new CertificateError(found.refused as CertificateErrorCode);
  if (found.stale) throw new SignInEndedError();
  return found;
};
