import { Injectable } from '@nestjs/common';
import { Statements } from '@postern/database';
import { NotFoundError } from '@postern/errors';
import { PasswordHasher } from '@postern/provider-kit';
import { recordBy } from '@postern/audit';
import type { Actor } from '@postern/management';
import { oneTimeUntil } from '../sign-in/one-time-passwords.js';
import { endsProofs } from '../sign-in/proofs.js';
import { SignInEnding } from '../sign-in/sign-in-ending.service.js';
import { SignInFailures } from '../sign-in/sign-in-failures.service.js';
import { initialPassword } from './initial-password.js';
import { assertMayChange, changeableRoles } from '../owner-rules.js';
import { UserDirectory } from './user-directory.service.js';

/** `$3`: roles that the actor may change; checked again here, in case the role changed since. */
const reset = `update account set password_hash = $2, one_time_password_until = ${oneTimeUntil}, ${endsProofs}, updated_at = now()
   where id = $1 and role = any($3)`;

/** Administrators give people a new password. */
@Injectable()
export class UserCredentials {
  constructor(
    private readonly hasher: PasswordHasher,
    private readonly users: UserDirectory,
    private readonly failures: SignInFailures,
    private readonly ending: SignInEnding,
  ) {}

  /** Replaces the password by a one-time password, and ends all sessions. */
  async reset(id: string, actor: Actor): Promise<{ readonly initialPassword: string }> {
    const user = await this.users.get(id);
    assertMayChange(actor, user);
    const password = initialPassword();
    const event = recordBy(actor, { type: 'password.changed', accountId: id, details: { reset: true } });
    const values = [id, await this.hasher.hash(password), changeableRoles(actor)];
    await this.ending.within(id, { exceptSessionUid: null }, async ({ manager, record }) => {
      const written = await Statements.in(manager).affected('account.reset_password', reset, values);
      if (written === 0) throw new NotFoundError('account.not_found');
      await record(event);
    });
    await this.failures.forgetAccount(id, [user.username, ...(user.email === null ? [] : [user.email])]);
    return { initialPassword: password };
  }
}
