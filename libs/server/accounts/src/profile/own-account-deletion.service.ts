import { Injectable } from '@nestjs/common';
import { ForbiddenError } from '@postern/provider-kit';
import { AccountSessions } from '../account-sessions.port.js';
import type { Actor } from '../actor.js';
import { PasswordConfirmation } from '../sign-in/password-confirmation.service.js';
import { UserChanges } from '../users/user-changes.service.js';

/** Milliseconds that a sign-in counts as a fresh proof of who somebody is. */
const freshFor = 5 * 60_000;

interface Proof {
  readonly password?: string;
  readonly sessionUid: string | null;
}

/** People delete their own account. */
@Injectable()
export class OwnAccountDeletion {
  constructor(
    private readonly confirmation: PasswordConfirmation,
    private readonly sessions: AccountSessions,
    private readonly changes: UserChanges,
  ) {}

  /**
   * Throws `InvalidError` (`password.wrong`), `TooManyRequestsError`, `ForbiddenError` (`session.too_old`), `ConflictError`
   * (`account.last_owner`).
   */
  async delete(accountId: string, { password, sessionUid }: Proof, actor: Actor): Promise<void> {
    const hash = await this.confirmation.confirm(accountId, password, 'password');
    if (hash === null) await this.assertFresh(accountId, sessionUid);
    await this.changes.delete(accountId, actor);
  }

  private async assertFresh(accountId: string, sessionUid: string | null): Promise<void> {
    const sessions = await this.sessions.list(accountId, sessionUid);
    const signedInAt = Date.parse(sessions.find(({ current }) => current)?.signedInAt ?? '');
    if (!(Date.now() - signedInAt < freshFor)) throw new ForbiddenError('session.too_old');
  }
}
