import { Injectable } from '@nestjs/common';
import { AwaitedPresentations } from '@postern/accounts';
import { HandoffError } from '@postern/errors';
import type { PendingInteraction } from '@postern/oidc';
import type { RequestOrigin } from '@postern/requests';
import { SignInMethods } from '@postern/sign-in-methods';
import { type ConsumedHandoff, type StoredHandoff, toIdentifier } from '../handoffs/handoff-rows.js';
import { HandoffStore } from '../handoffs/handoff-store.js';

/** The sign-in with a certificate that no rule finds, and an administrator has named: it is linked, and signs in. */
@Injectable()
export class AwaitedSignIn {
  constructor(
    private readonly handoffs: HandoffStore,
    private readonly methods: SignInMethods,
    private readonly awaited: AwaitedPresentations,
  ) {}

  /** @returns undefined when nobody waits for it. Throws as `AwaitedPresentations.link`. */
  async signIn(
    handoff: StoredHandoff,
    { uid, clientId }: Pick<PendingInteraction, 'uid' | 'clientId'>,
    origin: RequestOrigin,
  ): Promise<ConsumedHandoff | undefined> {
    if (handoff.search?.awaited === undefined) return undefined;
    const method = await this.methods.find(handoff.methodId);
    if (method === undefined || (await this.methods.refusalAt(clientId, method.id)) !== null) return undefined;
    const attempt = await this.handoffs.findAttempt(handoff.id, uid);
    if (attempt === undefined) throw new HandoffError('handoff.invalid');
    const identifier = toIdentifier(attempt);
    const { provedAt } = attempt;
    if (!(await this.awaited.link({ method, identifier, provedAt, origin }))) return undefined;
    const names = { id: handoff.id, interactionUid: uid };
    return this.handoffs.signInByAttempt(names, identifier, { type: 'sign_in.succeeded', origin });
  }
}
