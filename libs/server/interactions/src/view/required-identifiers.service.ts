import { Injectable } from '@nestjs/common';
import { IdentifierLinks } from '@postern/accounts';
import { AuditLog } from '@postern/audit';
import {
  type KnownAccount,
  proofReaches,
  type RequiredIdentifiersView,
  type SignInMethodView,
} from '@postern/contracts';
import { ConflictError, HandoffError, LevelError, NotFoundError, SignInEndedError } from '@postern/errors';
import {
  EngineInteractions,
  type Exchange,
  freshProofs,
  IdentifierReminders,
  type PendingInteraction,
  type RequiredIdentifiers,
} from '@postern/oidc';
import { isCertificateProvider, type PresentedIdentifier, SignInProviders } from '@postern/provider-kit';
import type { RequestOrigin } from '@postern/requests';
import { SignInMethods } from '@postern/sign-in-methods';
import { type Attempt, toIdentifier } from '../handoffs/handoff-rows.js';
import { HandoffStore } from '../handoffs/handoff-store.js';
import { MethodViews } from './method-views.js';

const linking = 'link_in_sign_in';

/** What the page shows of identifiers that are required. */
interface Shown {
  readonly required: RequiredIdentifiersView;
  /** By which they are added. */
  readonly methods: readonly SignInMethodView[];
}

/** People add the identifiers that an application requires, in the middle of their sign-in. */
@Injectable()
export class RequiredIdentifierSteps {
  constructor(
    private readonly interactions: EngineInteractions,
    private readonly handoffs: HandoffStore,
    private readonly methods: SignInMethods,
    private readonly views: MethodViews,
    private readonly providers: SignInProviders,
    private readonly links: IdentifierLinks,
    private readonly reminders: IdentifierReminders,
    private readonly audit: AuditLog,
  ) {}

  /** Null: nothing is required here. */
  async view(pending: PendingInteraction, account: KnownAccount, attemptId: string | undefined): Promise<Shown | null> {
    const { required, uid, clientId } = pending;
    if (required === null) return null;
    const obstacle = await this.obstacle(required, account.id);
    const missing = required.methods.filter((each) => each.missing).map(({ id }) => id);
    const methods = obstacle === null ? await this.views.toAdd(pending, account.id, missing) : [];
    const { contact } = await this.interactions.accessNotice(clientId);
    const attempt = attemptId === undefined ? undefined : await this.handoffs.findAttempt(attemptId, uid, linking);
    const { skippable, from } = required;
    return {
      methods,
      required: {
        ...{ account, skippable, from, obstacle, contact },
        identifiers: await this.views.required(required.methods),
        adding: attempt === undefined || attempt.code !== null ? null : addingOf(attempt),
      },
    };
  }

  /**
   * The browser returns from the certificate origin.
   *
   * @returns id of the attempt, which the page shows
   * @throws NotFoundError, HandoffError
   */
  async arrive(exchange: Exchange, uid: string, code: string, origin: RequestOrigin): Promise<string> {
    const pending = await this.interactions.find(exchange, uid);
    const { accountId, clientId, required } = pending;
    if (accountId === null || required === null) throw new HandoffError('handoff.invalid');
    const id = await this.handoffs.consumeForLinkInSignIn(code, uid, accountId);
    const attempt = await this.handoffs.findAttempt(id, uid, linking);
    if (attempt?.code !== null) return id;
    const problem = await this.links.problem(accountId, toIdentifier(attempt));
    if (problem === 'identifier.linked_to_another') {
      await this.handoffs.settleAttempt(id, problem);
      const { methodId } = attempt;
      const event = { type: 'identifier.link_refused', accountId, clientId, methodId, code: problem, origin } as const;
      await this.audit.note(event);
    }
    return id;
  }

  /**
   * Adds what was presented, if both proofs still stand: that of the sign-in, which is no older than five minutes, and that of the identifier.
   *
   * @returns where the browser goes on
   * @throws NotFoundError, HandoffError, SignInEndedError, ConflictError, CertificateError with why it is refused now, LevelError
   */
  async add(exchange: Exchange, uid: string, attemptId: string, origin: RequestOrigin): Promise<string> {
    return this.interactions.advance(exchange, uid, async (pending) => {
      const { accountId, required } = asked(pending);
      const attempt = await this.handoffs.findAttempt(attemptId, uid, linking);
      if (attempt?.code !== null || attempt.accountId !== accountId) throw new HandoffError('handoff.invalid');
      const { methodId } = attempt;
      if (!required.methods.some((each) => each.id === methodId && each.missing))
        throw new HandoffError('handoff.invalid', 'it is not required');
      await this.assertMayAdd(required, accountId);
      try {
        await this.link(pending, attempt, origin);
      } catch (error) {
        // It was linked before, perhaps in another tab.
        const isLinked = error instanceof ConflictError && error.code === 'identifier.linked_to_you';
        if (!isLinked) throw error;
      }
      return { shownMethods: [methodId] };
    });
  }

  /** @throws NotFoundError where nobody enters without */
  async skip(exchange: Exchange, uid: string): Promise<string> {
    return this.interactions.advance(exchange, uid, async (pending) => {
      const { accountId, required } = asked(pending);
      if (!required.skippable) throw new NotFoundError('interaction.not_found', 'nobody enters without the identifier');
      await this.reminders.skip(accountId, pending.clientId);
      return {};
    });
  }

  /** The person signs in again, because what they proved is too old to add anything. */
  async prove(exchange: Exchange, uid: string): Promise<string> {
    return this.interactions.advance(exchange, uid, async (pending) => ({
      proveAfter: Math.max(0, ...asked(pending).required.proofs.map(({ at }) => at)),
    }));
  }

  /** Records that the person left without the identifier. */
  async noteLeft(exchange: Exchange, uid: string, origin: RequestOrigin): Promise<void> {
    const { accountId, clientId, required } = await this.interactions.find(exchange, uid);
    if (accountId === null || required === null) return;
    const missing = await Promise.all(
      required.methods.filter((each) => each.missing).map(async ({ id }) => (await this.methods.find(id))?.name ?? id),
    );
    const about = { accountId, clientId, origin, details: { missing } };
    await this.audit.note({ type: 'sign_in.failed', code: 'identifier.required', ...about });
  }

  private async link(pending: PendingInteraction, attempt: Attempt, origin: RequestOrigin): Promise<void> {
    const { accountId } = asked(pending);
    const { clientId, sessionUid } = pending;
    const method = await this.methods.get(attempt.methodId);
    const isOffered = (await this.methods.refusalAt(clientId, method.id)) === null;
    if (!method.public || !method.linkable || !isOffered)
      throw new HandoffError('handoff.invalid', 'the method does not link any more');
    const { provedAt: at, mark } = attempt;
    await this.links.link({
      ...{ accountId, methodId: method.id, publicity: method.publicity, requiredBy: clientId },
      identifier: await this.identifyAgain(attempt),
      actor: { accountId, origin },
      proofs: [{ at, mark, methodId: method.id }],
      session: sessionUid ?? '',
    });
  }

  /** Minutes may have passed: the certificate may have expired or been revoked, and the method may trust other CAs now. */
  private async identifyAgain(attempt: Attempt): Promise<PresentedIdentifier> {
    const method = await this.methods.get(attempt.methodId);
    const provider = this.providers.ofType(method.type);
    if (attempt.certificate === null || !isCertificateProvider(provider)) return toIdentifier(attempt);
    return provider.identify(method, attempt.certificate.der);
  }

  private async assertMayAdd(required: RequiredIdentifiers, accountId: string): Promise<void> {
    const obstacle = await this.obstacle(required, accountId);
    if (obstacle === 'proof') throw new SignInEndedError('the sign-in is older than five minutes');
    if (obstacle === 'level') throw new LevelError(await this.links.demandedLevels(accountId), null);
  }

  /** What was proved too long ago, or below the level that the person needs to administer, lets them add nothing (ADR 0021). */
  private async obstacle(
    required: RequiredIdentifiers,
    accountId: string,
  ): Promise<RequiredIdentifiersView['obstacle']> {
    const fresh = freshProofs(required);
    if (fresh.length === 0) return 'proof';
    const demanded = await this.links.demandedLevels(accountId);
    const reaches = fresh.some(({ acr, byCertificate }) => proofReaches(acr, byCertificate, demanded));
    return demanded.length === 0 || reaches ? null : 'level';
  }
}

const asked = ({ accountId, required }: PendingInteraction) => {
  if (accountId === null || required === null) throw new NotFoundError('interaction.not_found');
  return { accountId, required };
};

const addingOf = ({ id, methodId, certificate }: Attempt): RequiredIdentifiersView['adding'] => ({
  attempt: id,
  methodId,
  certificate: certificate?.summary ?? null,
});
