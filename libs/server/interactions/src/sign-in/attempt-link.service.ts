import { Injectable } from '@nestjs/common';
import { IdentifierLinks } from '@postern/accounts';
import { type ConfiguredSignInMethod, SignInMethods } from '@postern/sign-in-methods';
import { proofReaches } from '@postern/contracts';
import { ConflictError, HandoffError, LevelError } from '@postern/errors';
import {
  type AuthenticatedAccount,
  isCertificateProvider,
  type PresentedIdentifier,
  type SignInMethod,
  SignInProviders,
} from '@postern/provider-kit';
import type { PendingInteraction } from '@postern/oidc';
import type { RequestOrigin } from '@postern/requests';
import { HandoffStore } from '../handoffs/handoff-store.js';

/** A certificate that was presented earlier in the same sign-in and is not linked. */
export interface LinkableAttempt {
  readonly id: string;
  readonly provedAt: string;
  readonly method: ConfiguredSignInMethod;
  readonly identifier: PresentedIdentifier;
}

/** Links a certificate that was presented earlier in the same sign-in, after the person has signed in another way. */
@Injectable()
export class AttemptLinkService {
  constructor(
    private readonly handoffs: HandoffStore,
    private readonly methods: SignInMethods,
    private readonly providers: SignInProviders,
    private readonly links: IdentifierLinks,
  ) {}

  /**
   * Checks whether the certificate can be linked, before a password is checked or replaced, because minutes may have passed.
   *
   * @throws HandoffError, CertificateError, ConflictError (`identifier.linked_to_another`) when it was linked meanwhile
   */
  async find(
    attemptId: string,
    { uid, clientId }: Pick<PendingInteraction, 'uid' | 'clientId'>,
  ): Promise<LinkableAttempt> {
    const attempt = await this.handoffs.findAttempt(attemptId, uid);
    if (attempt?.code !== 'certificate.not_linked' || attempt.certificate === null)
      throw new HandoffError('handoff.invalid');
    const method = await this.methods.find(attempt.methodId);
    const provider = method && this.providers.ofType(method.type);
    const isOffered = (await this.methods.refusalAt(clientId, attempt.methodId)) === null;
    if (method?.public !== true || !isOffered || provider === undefined || !isCertificateProvider(provider)) {
      throw new HandoffError('handoff.invalid', 'the method does not link any more');
    }
    const identifier = await provider.identify(method, attempt.certificate.der);
    if ((await this.links.find(identifier)) !== undefined) throw new ConflictError('identifier.linked_to_another');
    return { id: attempt.id, provedAt: attempt.provedAt, method, identifier };
  }

  /**
   * Links it if both proofs are still valid: the account's and the certificate's. For people who administer, the account's proof must reach
   * the level for administration, because the certificate would reach it.
   *
   * @param proved the person who has just signed in, by the method `by`
   * @throws ConflictError when it was linked meanwhile, SignInEndedError, LevelError
   */
  async link(
    { id, provedAt, method, identifier }: LinkableAttempt,
    { accountId, proof, acr }: AuthenticatedAccount,
    by: Pick<SignInMethod, 'id' | 'type'>,
    origin: RequestOrigin,
  ): Promise<void> {
    await this.assertReaches(accountId, acr ?? this.providers.ofType(by.type).acr);
    await this.links.link({
      accountId,
      methodId: method.id,
      identifier,
      publicity: method.publicity,
      actor: { accountId, origin },
      proofs: [
        { ...proof, methodId: by.id },
        { at: provedAt, mark: proof.mark, methodId: method.id },
      ],
    });
    await this.handoffs.settleAttempt(id, null);
  }
  private async assertReaches(accountId: string, acr: string): Promise<void> {
    const demanded = await this.links.demandedLevels(accountId);
    if (demanded.length > 0 && !proofReaches(acr, false, demanded)) throw new LevelError(demanded, acr);
  }
}
