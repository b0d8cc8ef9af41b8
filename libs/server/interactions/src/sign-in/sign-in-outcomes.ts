import { Injectable } from '@nestjs/common';
import { LastSignIn } from '@postern/accounts';
import { AuditLog } from '@postern/audit';
import type { ErrorCode } from '@postern/contracts';
import type { SignedIn } from '@postern/oidc';
import { type SignInMethod, type ProofTime, SignInProviders } from '@postern/provider-kit';
import type { RequestOrigin } from '@postern/requests';

export interface ProvedAccount {
  readonly accountId: string;
  readonly identifierId: string | null;
  readonly proof: ProofTime;
  /** SHA-256 of the certificate that was shown, hexadecimal. */
  readonly certificate?: string | null;
}

/** What every way of signing in has in common once the account is known, or known not to be. */
@Injectable()
export class SignInOutcomes {
  constructor(
    private readonly providers: SignInProviders,
    private readonly lastSignIn: LastSignIn,
    private readonly audit: AuditLog,
  ) {}

  /** Records a sign-in by a form and tells the engine about it. */
  async succeed(
    method: SignInMethod,
    clientId: string,
    account: ProvedAccount,
    origin: RequestOrigin,
  ): Promise<SignedIn> {
    const { accountId, identifierId } = account;
    const record = { type: 'sign_in.succeeded', accountId, clientId, methodId: method.id, origin } as const;
    await this.lastSignIn.record(accountId, identifierId, record);
    return this.signedIn(method, account, origin);
  }

  /** What the engine, and the session it makes, get to know of a sign-in. */
  signedIn(
    method: SignInMethod,
    { accountId, identifierId, proof, certificate = null }: ProvedAccount,
    origin: RequestOrigin,
  ): SignedIn {
    const { acr, amr } = this.providers.ofType(method.type);
    const proved = { ...proof, methodId: method.id, identifierId };
    return {
      accountId,
      methodId: method.id,
      acr,
      amr,
      proof: proved,
      origin: { ...origin, method: method.name, methodId: method.id, identifierId, certificate },
    };
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
