import { Injectable } from '@nestjs/common';
import { RefreshedAccountDetails, UnlinkedCertificates } from '@postern/accounts';
import type { CertificateErrorCode } from '@postern/contracts';
import { CertificateError, ForbiddenError, SignInEndedError } from '@postern/errors';
import type { PendingInteraction, SignedIn } from '@postern/oidc';
import {
  isCertificateProvider,
  type SignInMethod,
  SignInMethodDirectory,
  SignInProviders,
} from '@postern/provider-kit';
import type { RequestOrigin } from '@postern/requests';
import type { ConsumedHandoff, StoredHandoff } from '../handoffs/handoff-rows.js';
import { offeredMethod } from './offered-method.js';
import { RenewedCertificates } from './renewed-certificates.js';
import { SignInOutcomes } from './sign-in-outcomes.js';

/** Whether a certificate lets somebody in, once it is known whose it is. */
@Injectable()
export class CertificateAdmission {
  constructor(
    private readonly methods: SignInMethodDirectory,
    private readonly providers: SignInProviders,
    private readonly outcomes: SignInOutcomes,
    private readonly details: RefreshedAccountDetails,
    private readonly renewed: RenewedCertificates,
    private readonly unlinked: UnlinkedCertificates,
  ) {}

  /** @throws CertificateError with why it lets nobody in, ConflictError, ForbiddenError, LevelError, HandoffError, SignInEndedError */
  async admit(
    { handoff, found }: ConsumedHandoff,
    { level, clientId }: Pick<PendingInteraction, 'level' | 'clientId'>,
    origin: RequestOrigin,
  ): Promise<SignedIn> {
    const method = await offeredMethod(this.methods, clientId, handoff.methodId);
    const { account, ...admitted } = assertAdmitted(handoff, found);
    const { certificate } = handoff;
    const [acr, amr] = [admitted.acr ?? handoff.acr, admitted.amr ?? handoff.amr];
    const proved = { ...admitted, acr, amr, certificate: certificate?.summary };
    this.outcomes.assertSuffices(method, proved, level);
    const signedIn = this.outcomes.signedIn(method, { ...proved, clientId }, origin);
    if (admitted.mayRenew) await this.renewed.link(handoff, { ...admitted, acr: signedIn.acr }, origin);
    if (admitted.identifierId === null && certificate !== null)
      this.unlinked.note({ accountId: admitted.accountId, methodId: method.id, certificate });
    // The engine reads the account itself when it has changed.
    return (await this.refreshed(method, handoff, account, origin)) ? signedIn : { ...signedIn, account };
  }

  private async refreshed(
    method: SignInMethod,
    { certificate }: StoredHandoff,
    account: NonNullable<ConsumedHandoff['found']>['account'],
    origin: RequestOrigin,
  ): Promise<boolean> {
    const provider = this.providers.ofType(method.type);
    if (certificate === null || !isCertificateProvider(provider)) return false;
    const details = provider.refreshed?.(method, certificate.der);
    return details != null && this.details.refresh({ account, methodId: method.id, details, origin });
  }
}

/** @throws CertificateError with the code of the refusal, or why the good certificate lets nobody in */
const assertAdmitted = (
  { code, search }: StoredHandoff,
  found: ConsumedHandoff['found'],
): NonNullable<ConsumedHandoff['found']> => {
  if (code !== null) throw new CertificateError(code as CertificateErrorCode);
  if (found === null)
    throw new CertificateError(search?.unusable === true ? 'certificate.value_unusable' : 'certificate.not_linked');
  if (found.ambiguous) throw new CertificateError('certificate.ambiguous');
  if (found.status === 'blocked') throw new CertificateError('certificate.account_blocked');
  if (found.refused === 'sign_in_method.members_only') throw new ForbiddenError(found.refused);
  if (found.refused !== null) throw new CertificateError(found.refused as CertificateErrorCode);
  if (found.stale) throw new SignInEndedError();
  return found;
};
