import { Injectable } from '@nestjs/common';
import { Statements } from '@postern/database';
import { InvalidError, NotFoundError } from '@postern/errors';
import { PasswordHasher } from '@postern/provider-kit';
import { SignInFailures } from './sign-in-failures.service.js';

export interface Confirmed {
  readonly passwordHash: string | null;
  readonly asked: boolean;
}

/** Asks people who are signed in for their password again, before actions that a stolen session must not allow. */
@Injectable()
export class PasswordConfirmation {
  constructor(
    private readonly statements: Statements,
    private readonly hasher: PasswordHasher,
    private readonly failures: SignInFailures,
  ) {}

  /**
   * Wrong ones are counted per session, separately from those at sign-in, so that a stranger's do not count here. Throws `InvalidError`
   * (`password.current_wrong`), `TooManyRequestsError`.
   *
   * @param session uid of the session that asks; null: a token without one
   * @param field of the request that holds it
   * @returns the account's hash, and whether the password was asked for: one-time passwords, which somebody else knows, prove nothing,
   * and some accounts have none
   */
  async confirm(
    accountId: string,
    session: string | null,
    password: string | undefined,
    field: string,
  ): Promise<Confirmed> {
    const account = await this.statements.one<{ passwordHash: string | null; oneTime: boolean }>(
      'password.current',
      `select password_hash as "passwordHash", one_time_password_until is not null as "oneTime"
       from account where id = $1`,
      [accountId],
    );
    if (account === undefined) throw new NotFoundError('account.not_found');
    const { passwordHash, oneTime } = account;
    if (passwordHash === null || oneTime) return { passwordHash, asked: false };
    const counter = session ?? accountId;
    await this.failures.countInSession(counter);
    if (!(await this.hasher.verify(passwordHash, password ?? ''))) {
      throw new InvalidError('password.current_wrong', undefined, [{ path: field, message: 'is not right' }]);
    }
    await this.failures.forgetInSession(counter);
    return { passwordHash, asked: true };
  }
}
