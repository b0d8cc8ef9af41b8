import { Injectable } from '@nestjs/common';
import { IdentityLinks } from '@postern/accounts';
import { SignInMethods } from '@postern/sign-in-methods';
import { HandoffError } from '@postern/errors';
import { isCertificateProvider, SignInProviders } from '@postern/provider-kit';
import type { RequestOrigin } from '@postern/requests';
import { HandoffStore } from '../handoffs/handoff-store.js';

/** Links a certificate that was presented earlier in the same sign-in, once the person has proved another way who they are. */
@Injectable()
export class AttemptLinkService {
  constructor(
    private readonly handoffs: HandoffStore,
    private readonly methods: SignInMethods,
    private readonly providers: SignInProviders,
    private readonly links: IdentityLinks,
  ) {}

  /**
   * The certificate is checked again: minutes may have passed.
   *
   * @returns the method that the certificate was linked for
   * @throws HandoffError, CertificateError, ConflictError when it was linked meanwhile
   */
  async link(attemptId: string, interactionUid: string, accountId: string, origin: RequestOrigin): Promise<string> {
    const attempt = await this.handoffs.findAttempt(attemptId, interactionUid);
    if (attempt?.code !== 'certificate.not_linked' || attempt.certificate === null)
      throw new HandoffError('handoff.invalid');
    const method = await this.methods.find(attempt.methodId);
    const provider = method && this.providers.ofType(method.type);
    if (method?.public !== true || !method.enabled || provider === undefined || !isCertificateProvider(provider)) {
      throw new HandoffError('handoff.invalid', 'the method does not link any more');
    }
    const identity = await provider.identify(method, attempt.certificate.der);
    await this.links.link({
      accountId,
      methodId: method.id,
      identity,
      publicity: method.publicity,
      actor: { accountId, origin },
    });
    await this.handoffs.settleAttempt(attempt.id, null);
    return method.id;
  }
}
