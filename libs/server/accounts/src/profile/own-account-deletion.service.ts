import { Injectable } from '@nestjs/common';
import { type Actor, assertFreshProof, type Bearer, type FreshProof } from '@postern/management';
import { PasswordConfirmation } from '../sign-in/password-confirmation.service.js';
import { UserChanges } from '../users/user-changes.service.js';

interface Proof {
  readonly password?: string;
  readonly bearer: FreshProof & Pick<Bearer, 'sessionUid'>;
}

/** People delete their own account. */
@Injectable()
export class OwnAccountDeletion {
  constructor(
    private readonly confirmation: PasswordConfirmation,
    private readonly changes: UserChanges,
  ) {}

  /**
   * Throws `InvalidError` (`password.current_wrong`), `TooManyRequestsError`, `ForbiddenError` (`session.too_old`), `ConflictError`
   * (`account.last_owner`).
   */
  async delete(accountId: string, { password, bearer }: Proof, actor: Actor): Promise<void> {
    const { asked } = await this.confirmation.confirm(accountId, bearer.sessionUid, password, 'password');
    if (!asked) assertFreshProof(bearer);
    await this.changes.delete(accountId, actor);
  }
}
