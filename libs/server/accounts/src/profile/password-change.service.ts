import { Injectable } from '@nestjs/common';
import { Statements } from '@postern/database';
import { type Actor, assertFreshProof, type Bearer, type FreshProof } from '@postern/management';
import { aboutField, ConflictError, InvalidError } from '@postern/errors';
import { PasswordHasher } from '@postern/provider-kit';
import { recordBy } from '@postern/audit';
import { PasswordConfirmation } from '../sign-in/password-confirmation.service.js';
import type { BrowserOwner } from '../sign-in/known-browsers.service.js';
import { endsProofs, proofMark } from '../sign-in/proofs.js';
import { SignInEnding } from '../sign-in/sign-in-ending.service.js';

interface Passwords {
  readonly currentPassword?: string;
  readonly newPassword: string;
}

/** Only while the password is still the one that was checked. */
const replace = `update account set password_hash = $3, one_time_password_until = null, ${endsProofs}, updated_at = now()
   where id = $1 and password_hash is not distinct from $2`;

const mark = `select ${proofMark('account')} as mark from account where id = $1`;

/** How browsers know the account, before the change and after it. */
export interface ChangedOwner {
  readonly former: BrowserOwner;
  readonly present: BrowserOwner;
}

/** People change their own password. */
@Injectable()
export class PasswordChange {
  constructor(
    private readonly hasher: PasswordHasher,
    private readonly confirmation: PasswordConfirmation,
    private readonly ending: SignInEnding,
  ) {}

  /**
   * Ends every session but the bearer's. A person without a password, or with a one-time password, must have signed in within the last
   * minutes. Wrong current passwords are counted for the session. Throws `InvalidError` (`password.current_wrong`, `password.too_short`,
   * `password.too_common`, `password.unchanged`), `TooManyRequestsError`.
   */
  async change(
    accountId: string,
    passwords: Passwords,
    bearer: FreshProof & Pick<Bearer, 'sessionUid'>,
    actor: Actor,
  ): Promise<ChangedOwner> {
    const { currentPassword, newPassword } = passwords;
    const { passwordHash, asked } = await this.confirmation.confirm(
      accountId,
      bearer.sessionUid,
      currentPassword,
      'currentPassword',
    );
    if (!asked) assertFreshProof(bearer);
    const newHash = await aboutField('newPassword', () => this.hasher.hash(newPassword));
    if (!asked && passwordHash !== null && (await this.hasher.verify(passwordHash, newPassword))) {
      throw new InvalidError('password.unchanged', undefined, [
        { path: 'newPassword', message: 'must be another one' },
      ]);
    }
    const event = recordBy(actor, { type: 'password.changed', accountId });
    const values = [accountId, passwordHash, newHash];
    const owners: BrowserOwner[] = [];
    await this.ending.within(accountId, { exceptSessionUid: bearer.sessionUid }, async ({ manager, record }) => {
      const note = async () => {
        const proof = await Statements.in(manager).one<{ mark: string | null }>('account.proof_mark', mark, [
          accountId,
        ]);
        owners.push({ accountId, proof: { mark: proof?.mark ?? null } });
      };
      await note();
      const written = await Statements.in(manager).affected('account.replace_own_password', replace, values);
      if (written === 0) throw new ConflictError('request.conflict', 'the password was changed meanwhile');
      await record(event);
      await note();
    });
    const [former, present] = owners as [BrowserOwner, BrowserOwner];
    return { former, present };
  }
}
