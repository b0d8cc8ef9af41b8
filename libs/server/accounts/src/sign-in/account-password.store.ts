import { Injectable } from '@nestjs/common';
import { Statements } from '@postern/database';
import type { PasswordAttempt, PasswordStore, ProofTime } from '@postern/provider-kit';
import type { RequestOrigin } from '@postern/requests';
import { auditedStatement, recordBy } from '@postern/audit';
import { normalizeUsername } from '../username.js';
import { KnownBrowsers } from './known-browsers.service.js';
import { endsProofs, proofMark } from './proofs.js';
import { type Guess, SignInFailures } from './sign-in-failures.service.js';

interface Found {
  readonly accountId: string;
  readonly status: 'active' | 'blocked';
  readonly passwordHash: string | null;
  readonly oneTime: 'valid' | 'expired' | null;
  readonly proof: ProofTime;
}

/** SQL (jsonb): a proof that is given now. */
const proofNow = `jsonb_build_object('at', extract(epoch from now())::text, 'mark', ${proofMark('account')}) as proof`;

// If it is used twice at once, the second waits for the row and then finds another password.
const replace = auditedStatement(
  `update account set password_hash = $3, one_time_password_until = null, ${endsProofs}, updated_at = now()
   where id = $1 and password_hash = $2 and one_time_password_until > now() and status = 'active'
   returning id as account_id, ${proofNow}`,
  3,
);

/** The password as kept with the account. */
@Injectable()
export class AccountPasswordStore implements PasswordStore {
  constructor(
    private readonly statements: Statements,
    private readonly failures: SignInFailures,
    private readonly browsers: KnownBrowsers,
  ) {}

  countAttempt(attempt: PasswordAttempt): Promise<boolean> {
    return this.failures.count(this.guessOf(attempt));
  }

  forgetAttempts(attempt: PasswordAttempt): Promise<void> {
    return this.failures.forget(this.guessOf(attempt));
  }

  /**
   * A username takes precedence over an e-mail address, so that no one can take over a username by entering it as their address. Only
   * confirmed addresses sign in: any other is an unproven claim.
   */
  async findByUsername(username: string): Promise<Found | undefined> {
    const wanted = normalizeUsername(username);
    // PostgreSQL's text has no NUL (manual §8.3); neither has any username.
    if (wanted === '' || wanted.includes('\0')) return undefined;
    return this.statements.one<Found>(
      'account.find_by_username',
      `select id as "accountId", status, password_hash as "passwordHash",
         case when one_time_password_until > now() then 'valid' when one_time_password_until is not null then 'expired' end as "oneTime",
         ${proofNow}
       from account
       where username = $1 or confirmed_email = $1 order by (username = $1) desc limit 1`,
      [wanted],
    );
  }

  async rehash(accountId: string, oldHash: string, passwordHash: string): Promise<void> {
    await this.statements.run(
      'account.rehash',
      'update account set password_hash = $3 where id = $1 and password_hash = $2',
      [accountId, oldHash, passwordHash],
    );
  }

  async replaceOneTime(
    accountId: string,
    { oldHash, passwordHash }: { readonly oldHash: string; readonly passwordHash: string },
    origin: RequestOrigin,
  ): Promise<ProofTime | undefined> {
    const event = recordBy({ accountId, origin }, { type: 'password.changed', accountId });
    const values = [accountId, oldHash, passwordHash, ...replace.values(event)];
    const row = await this.statements.one<{ proof: ProofTime }>('account.replace_one_time', replace.text, values);
    return row?.proof;
  }

  private guessOf({ username, account, cookie }: PasswordAttempt): Guess {
    const browser = account && this.browsers.find({ headers: { cookie } }, account);
    return { username, accountId: account?.accountId, browser };
  }
}
