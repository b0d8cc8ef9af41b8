import { Injectable } from '@nestjs/common';
import { assertFreshProof, type Bearer } from '@postern/management';
import { ConflictError, InvalidError } from '@postern/errors';
import { PasswordHasher } from '@postern/provider-kit';
import { recordBy, type Actor } from '../actor.js';
import { auditedWrite } from '../audited-write.js';
import { PasswordConfirmation } from '../sign-in/password-confirmation.service.js';
import type { BrowserOwner } from '../sign-in/known-browsers.service.js';
import { endsProofs, proofMark } from '../sign-in/proofs.js';
import { SignInEnding } from '../sign-in/sign-in-ending.service.js';

interface Passwords {
  readonly currentPassword?: string;
  readonly newPassword: string;
}

/** Only while the password is still the one that was checked. */
const replace = auditedWrite(
  `update account set password_hash = $3, ${endsProofs}, updated_at = now() where id = $1 and password_hash is not distinct from $2
   returning id as account_id`,
  3,
);

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
   * Ends every session but the bearer's. Who has no password yet must have signed in a moment ago. Wrong current passwords
   * are counted for the session. Throws `InvalidError`
   * (`password.wrong`, `password.too_short`, `password.too_common`), `TooManyRequestsError`.
   */
  async change(
    accountId: string,
    passwords: Passwords,
    bearer: Pick<Bearer, 'provedAt' | 'sessionUid'>,
    actor: Actor,
  ): Promise<ChangedOwner> {
    const passwordHash = await this.confirmation.confirm(
      accountId,
      bearer.sessionUid,
      passwords.currentPassword,
      'currentPassword',
    );
    if (passwordHash === null) assertFreshProof(bearer);
    const newHash = await this.hashNew(passwords.newPassword);
    const event = recordBy(actor, { type: 'password.changed', accountId });
    const values = [accountId, passwordHash, newHash, ...replace.values(event)];
    const owners: BrowserOwner[] = [];
    await this.ending.within(accountId, { exceptSessionUid: bearer.sessionUid }, async (transaction) => {
      const note = async () => {
        const [proof] = await transaction.query<{ mark: string | null }[]>(mark, [accountId]);
        owners.push({ accountId, proof: { mark: proof?.mark ?? null } });
      };
      await note();
      const written = await transaction.query<object[]>(replace.text, values);
      if (written.length === 0) throw new ConflictError('request.conflict', 'the password was changed meanwhile');
      await note();
    });
    const [former, present] = owners as [BrowserOwner, BrowserOwner];
    return { former, present };
  }

  private async hashNew(newPassword: string): Promise<string> {
    try {
      return await this.hasher.hash(newPassword);
    } catch (error) {
      if (!(error instanceof InvalidError)) throw error;
      const errors = error.errors?.map(({ message }) => ({ path: 'newPassword', message }));
      throw new InvalidError(error.code, error.reason, errors);
    }
  }
}
