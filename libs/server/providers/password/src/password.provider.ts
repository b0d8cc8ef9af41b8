import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { ProviderDescriptor } from '@postern/contracts';
import { AuthenticationError } from '@postern/errors';
import {
  PasswordStore,
  type AuthenticatedAccount,
  type FormProvider,
  type MethodInstance,
} from '@postern/provider-kit';
import { Argon2PasswordHasher } from './argon2-password-hasher.js';
import { PasswordParams } from './password.params.js';

/** Login and password, built in. Every failure before the right password looks and costs the same. */
@Injectable()
export class PasswordProvider implements FormProvider<PasswordParams> {
  readonly descriptor: ProviderDescriptor = {
    type: 'password',
    defaultName: 'Login and password',
    icon: 'password',
    kind: 'form',
    steps: [
      [{ name: 'login', kind: 'text', required: true, autocomplete: 'username' }],
      [{ name: 'password', kind: 'password', required: true, autocomplete: 'current-password' }],
    ],
    settings: [],
    creatable: false,
    linkable: false,
  };
  readonly paramsClass = PasswordParams;
  readonly acr = 'urn:postern:acr:password';
  readonly amr = ['pwd'] as const;

  /** What the password of an unknown account is compared with; made once, with the same parameters as all others. */
  private decoy: Promise<string> | undefined;

  constructor(
    private readonly accounts: PasswordStore,
    private readonly hasher: Argon2PasswordHasher,
  ) {}

  /** Made before the first sign-in, so that not even that one takes longer. */
  async onModuleInit(): Promise<void> {
    await this.decoyHash();
  }

  async authenticate(
    _method: MethodInstance<PasswordParams>,
    values: Readonly<Record<string, string>>,
    cookie?: string,
  ): Promise<AuthenticatedAccount> {
    const { login = '', password = '' } = values;
    // An attempt that is not looked at does not count against the account.
    this.hasher.assertRoom();
    const account = await this.accounts.findByLogin(login);
    const attempt = { login, account, cookie };
    const mayBeRight = await this.accounts.countAttempt(attempt);
    const passwordHash = mayBeRight ? (account?.passwordHash ?? null) : null;
    const matches = await this.hasher.verify(passwordHash ?? (await this.decoyHash()), password);
    if (account === undefined || passwordHash === null || !matches) throw new AuthenticationError('password.wrong');
    await this.accounts.forgetAttempts(attempt);
    if (account.status === 'blocked') throw new AuthenticationError('account.blocked', account.accountId);
    const renewed = await this.hasher.renew(passwordHash, password);
    if (renewed !== undefined) await this.accounts.rehash(account.accountId, passwordHash, renewed);
    return { accountId: account.accountId, identityId: null, proof: account.proof };
  }

  private decoyHash(): Promise<string> {
    return (this.decoy ??= this.hasher.hash(randomBytes(24).toString('base64')));
  }
}
