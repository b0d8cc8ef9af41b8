import { Injectable } from '@nestjs/common';
import { LastSignIn } from '@postern/accounts';
import { AuditLog } from '@postern/audit';
import { type CertificateSummary, type ErrorCode, levelsOfProof } from '@postern/contracts';
import { HandoffError, LevelError } from '@postern/errors';
import type { PendingInteraction, SignedIn } from '@postern/oidc';
import { levelsOf, type SignInMethod, type ProofTime, SignInProviders } from '@postern/provider-kit';
import type { RequestOrigin } from '@postern/requests';

export interface ProvedAccount {
  readonly accountId: string;
  readonly identifierId: string | null;
  readonly proof: ProofTime;
  /** Of this very proof; absent: that of the provider. */
  readonly acr?: string | null;
  readonly amr?: readonly string[] | null;
  readonly certificate?: CertificateSummary | null;
}

/** Steps common to all sign-ins once the account lookup is done. */
@Injectable()
export class SignInOutcomes {
  constructor(
    private readonly providers: SignInProviders,
    private readonly lastSignIn: LastSignIn,
    private readonly audit: AuditLog,
  ) {}

  /**
   * Records a sign-in by a form and tells the engine about it.
   *
   * @throws LevelError, HandoffError as `assertSuffices`
   */
  async succeed(
    method: SignInMethod,
    { clientId, level }: Pick<PendingInteraction, 'clientId' | 'level'>,
    account: ProvedAccount,
    origin: RequestOrigin,
  ): Promise<SignedIn> {
    const { accountId, identifierId } = account;
    this.assertSuffices(method, account, level);
    const record = { type: 'sign_in.succeeded', accountId, clientId, methodId: method.id, origin } as const;
    await this.lastSignIn.record(accountId, identifierId, record);
    return this.signedIn(method, { ...account, clientId }, origin);
  }

  /** The facts of a sign-in for the engine and its session. */
  signedIn(
    method: SignInMethod,
    account: ProvedAccount & { readonly clientId: string },
    origin: RequestOrigin,
  ): SignedIn {
    const { accountId, identifierId, proof, certificate, clientId } = account;
    const provider = this.providers.ofType(method.type);
    const proved = { ...proof, methodId: method.id, identifierId, clientId };
    return {
      accountId,
      methodId: method.id,
      acr: account.acr ?? provider.acr,
      amr: account.amr ?? provider.amr,
      proof: proved,
      certificate: certificate ? provedCertificate(certificate) : null,
      certificateEndsAt: certificate?.notAfter ?? null,
      origin: {
        ...{ ...origin, methodId: method.id, identifierId },
        certificate: certificate?.sha256 ?? null,
      },
    };
  }

  /**
   * Called before a sign-in is recorded: in a step-up, the person must be the same and reach the level.
   *
   * @throws LevelError, HandoffError (`handoff.wrong_account`)
   */
  assertSuffices(
    method: SignInMethod,
    { accountId, acr, certificate }: Pick<ProvedAccount, 'accountId' | 'acr' | 'certificate'>,
    level: PendingInteraction['level'],
  ): void {
    if (level === null) return;
    if (level.accountId !== null && level.accountId !== accountId) throw new HandoffError('handoff.wrong_account');
    const reached = acr ?? this.providers.ofType(method.type).acr;
    const { accepted } = level;
    const reaches = levelsOfProof(reached, certificate != null).some((each) => accepted?.includes(each));
    if (accepted !== undefined && !reaches) throw new LevelError(level.anyOf, reached);
  }

  /**
   * Called before any proof.
   *
   * @throws LevelError for a method that cannot reach a required level
   */
  assertFits(method: SignInMethod, level: PendingInteraction['level']): void {
    const levels = levelsOf(this.providers.ofType(method.type), method.params);
    const { anyOf = [], accepted } = level ?? {};
    if (accepted !== undefined && !levels.some((each) => accepted.includes(each))) throw new LevelError(anyOf, null);
  }

  async fail(
    code: ErrorCode,
    about: {
      readonly methodId?: string;
      readonly clientId: string;
      readonly accountId?: string;
      readonly requestId?: string;
      readonly details?: Record<string, unknown>;
    },
    origin: RequestOrigin,
  ): Promise<void> {
    await this.audit.note({ type: 'sign_in.failed', code, origin, ...about });
  }
}

const provedCertificate = ({
  sha256,
  issuer,
  serialNumber,
  subject,
  notAfter,
  policies,
}: CertificateSummary): SignedIn['certificate'] => ({
  ...{ sha256, issuer, serialNumber, subject, notAfter },
  ...(policies !== undefined && { policies }),
});
