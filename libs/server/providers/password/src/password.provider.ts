import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { ProviderDescriptor } from '@postern/contracts';
import { aboutField, AuthenticationError, InvalidError } from '@postern/errors';
import {
  PasswordStore,
  type AuthenticatedAccount,
  type FormProvider,
  type SignInMethod,
  type ProofTime,
} from '@postern/provider-kit';
import type { RequestOrigin } from '@postern/requests';
import { Argon2PasswordHasher } from './argon2-password-hasher.js';
import { passwordLabels } from './password.labels.js';
import { passwordLogo } from './password.logo.js';

/** The built-in method has no settings of its own. */
class PasswordParams {}

/** Username and password, built in. Every failure before the right password looks and costs the same. */
@Injectable()
export class PasswordProvider implements FormProvider<PasswordParams> {
  readonly descriptor: ProviderDescriptor;
  readonly paramsClass = PasswordParams;
  readonly acr = 'urn:postern:acr:password';
  readonly amr = ['pwd'] as const;

  /** What the password of an unknown account is compared with; made once, with the same parameters as all others. */
  private decoy: Promise<string> | undefined;

  constructor(
    private readonly accounts: PasswordStore,
    private readonly hasher: Argon2PasswordHasher,
  ) {
    const newPassword = {
      name: 'newPassword',
      kind: 'password',
      required: true,
      autocomplete: 'new-password',
    } as const;
    this.descriptor = {
      type: 'password',
      labels: passwordLabels,
      logo: passwordLogo,
      kind: 'form',
      steps: [
        [{ name: 'username', kind: 'text', required: true, autocomplete: 'username' }],
        [{ name: 'password', kind: 'password', required: true, autocomplete: 'current-password' }],
      ],
      renewal: { ...newPassword, minLength: hasher.shortest },
      settings: [],
      creatable: false,
      linkable: false,
    };
  }

  /** Made before the first sign-in, so that the first one takes no longer. */
  async onModuleInit(): Promise<void> {
    await this.decoyHash();
  }

  /**
   * A one-time password (one that somebody else set) signs in only together with `newPassword`, which replaces it. Throws
   * `AuthenticationError` (`password.must_change`, `password.one_time_expired`, `password.one_time_used`) besides `password.wrong`
   * and `account.blocked`, and `InvalidError` for a `newPassword` that is not fit for use.
   */
  async authenticate(
    _method: SignInMethod<PasswordParams>,
    values: Readonly<Record<string, string>>,
    origin: RequestOrigin,
    cookie?: string,
  ): Promise<AuthenticatedAccount> {
    const { username = '', password = '', newPassword = '' } = values;
    // An attempt that is not checked does not count against the account.
    this.hasher.assertRoom();
    const account = await this.accounts.findByUsername(username);
    const attempt = { username, account, cookie };
    const mayBeRight = await this.accounts.countAttempt(attempt);
    const passwordHash = mayBeRight ? (account?.passwordHash ?? null) : null;
    const matches = await this.hasher.verify(passwordHash ?? (await this.decoyHash()), password);
    if (account === undefined || passwordHash === null || !matches) {
      // With a new password it was a one-time password a moment ago, for usernames nobody has as well.
      throw new AuthenticationError(newPassword === '' ? 'password.wrong' : 'password.one_time_used');
    }
    await this.accounts.forgetAttempts(attempt);
    const { accountId, oneTime } = account;
    if (account.status === 'blocked') throw new AuthenticationError('account.blocked', accountId);
    if (oneTime !== null) {
      if (oneTime === 'expired') throw new AuthenticationError('password.one_time_expired', accountId);
      if (newPassword === '') throw new AuthenticationError('password.must_change', accountId);
      const proof = await this.replace({ accountId, passwordHash }, newPassword, origin);
      return { accountId, identifierId: null, proof };
    }
    const renewed = await this.hasher.renew(passwordHash, password);
    if (renewed !== undefined) await this.accounts.rehash(accountId, passwordHash, renewed);
    return { accountId, identifierId: null, proof: account.proof };
  }

  private async replace(
    { accountId, passwordHash: oldHash }: { readonly accountId: string; readonly passwordHash: string },
    newPassword: string,
    origin: RequestOrigin,
  ): Promise<ProofTime> {
    const passwordHash = await aboutField('newPassword', () => this.hasher.hash(newPassword));
    if (await this.hasher.verify(oldHash, newPassword)) {
      throw new InvalidError('password.unchanged', undefined, [
        { path: 'newPassword', message: 'must be another one' },
      ]);
    }
    const proof = await this.accounts.replaceOneTime(accountId, { oldHash, passwordHash }, origin);
    if (proof === undefined) throw new AuthenticationError('password.one_time_used', accountId);
    return proof;
  }

  private decoyHash(): Promise<string> {
    return (this.decoy ??= this.hasher.hash(randomBytes(24).toString('base64')));
  }
}
