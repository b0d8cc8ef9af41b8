import { Injectable } from '@nestjs/common';
import { Statements } from '@postern/database';
import { NotFoundError, PasswordHasher } from '@postern/provider-kit';
import { AccountSessions } from '../account-sessions.port.js';
import { recordBy, type Actor } from '../actor.js';
import { auditedWrite } from '../audited-write.js';
import { SignInFailures } from '../sign-in/sign-in-failures.service.js';
import { initialPassword } from './initial-password.js';
import { assertMayChange, changeableRoles } from './owner-rules.js';
import { UserDirectory } from './user-directory.service.js';

/** `$3`: roles that the actor may change; checked again here, in case the role changed since. */
const reset = auditedWrite(
  `update account set password_hash = $2, updated_at = now() where id = $1 and role = any($3)
   returning id as account_id`,
  3,
);

/** Administrators give people a new password. */
@Injectable()
export class UserCredentials {
  constructor(
    private readonly statements: Statements,
    private readonly hasher: PasswordHasher,
    private readonly users: UserDirectory,
    private readonly failures: SignInFailures,
    private readonly sessions: AccountSessions,
  ) {}

  /** Replaces the password by a new one, told once, and ends all sessions. */
  async reset(id: string, actor: Actor): Promise<{ readonly initialPassword: string }> {
    const user = await this.users.get(id);
    assertMayChange(actor, user);
    const password = initialPassword();
    const event = recordBy(actor, { type: 'password.changed', accountId: id, details: { reset: true } });
    const values = [id, await this.hasher.hash(password), changeableRoles(actor), ...reset.values(event)];
    const written = await this.statements.one('user.reset_password', reset.text, values);
    if (written === undefined) throw new NotFoundError('account.not_found');
    await this.failures.forget(user.login);
    await this.sessions.endAll(id);
    return { initialPassword: password };
  }
}
