import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { ServerConfig } from '@postern/config';
import { Statements } from '@postern/database';
import { TooManyRequestsError } from '@postern/errors';
import { normalizeUsername } from '../username.js';

/** Seconds from the first wrong password until the count is reset. */
const window = 15 * 60;

/** Who tries a password. */
export interface Guess {
  /** As it was typed: a username, an e-mail address, or anything else. */
  readonly username: string;
  /** The account that it names. */
  readonly accountId: string | undefined;
  /** A browser that the account's owner signed in with before (`KnownBrowsers`). */
  readonly browser: string | undefined;
}

interface Counted {
  readonly key: Buffer;
  readonly failures: number;
  readonly wait: number;
}

const keyOf = (kind: 'typed' | 'account' | 'nobody' | 'browser' | 'session', of: string): Buffer =>
  createHash('sha256').update(`${kind} ${of}`).digest();

const typed = (username: string): Buffer => keyOf('typed', normalizeUsername(username));

/**
 * A known browser has a counter of its own. All other attempts share that of the account and that of the text typed. There are always two
 * counters, so that neither response nor timing shows whether an account exists.
 */
const keysOf = ({ username, accountId, browser }: Guess): readonly Buffer[] => {
  if (accountId !== undefined && browser !== undefined) return [keyOf('browser', `${accountId} ${browser}`)];
  return [
    typed(username),
    accountId === undefined ? keyOf('nobody', normalizeUsername(username)) : keyOf('account', accountId),
  ];
};

/** Counts wrong passwords. Shared by all server processes. */
@Injectable()
export class SignInFailures {
  constructor(
    private readonly statements: Statements,
    @Inject(ServerConfig) private readonly config: ServerConfig,
  ) {}

  /**
   * Counts one failure ahead of the check; `forget` takes it back when the password was right after all. Counting first keeps simultaneous
   * guesses from exceeding the limit. Throws `TooManyRequestsError`.
   *
   * @returns whether to look at the password. False: there were too many for the account, under another of its names. Saying so would tell
   * that both names belong to one account, so the answer is that of a wrong password.
   */
  async count(guess: Guess): Promise<boolean> {
    const keys = keysOf(guess);
    const counted = await this.add(keys);
    const [shown, account] = keys.map((key) => counted.find((row) => row.key.equals(key)));
    this.assertFew(shown);
    return !this.isTooMany(account);
  }

  async forget(guess: Guess): Promise<void> {
    await this.remove(keysOf(guess));
  }

  /** Counts like `count`, for a person who is signed in, so that strangers' attempts do not count. @param session uid of the session */
  async countInSession(session: string): Promise<void> {
    const [counted] = await this.add([keyOf('session', session)]);
    this.assertFew(counted);
  }

  async forgetInSession(session: string): Promise<void> {
    await this.remove([keyOf('session', session)]);
  }

  /** The account has a new password, so its counters are reset. @param names that it signs in by */
  async forgetAccount(accountId: string, names: readonly string[]): Promise<void> {
    await this.remove([keyOf('account', accountId), ...names.map(typed)]);
  }

  /** Deletes counters that have expired. */
  async purge(): Promise<void> {
    await this.statements.run('sign_in_failure.purge', 'delete from sign_in_failure where resets_at <= now()', []);
  }

  private async add(keys: readonly Buffer[]): Promise<readonly Counted[]> {
    const limit = this.config.RATE_LIMIT_ACCOUNT;
    if (limit === 0) return [];
    // Sorted, so that simultaneous counts of the same rows cannot deadlock.
    return this.statements.run<Counted>(
      'sign_in_failure.count',
      `insert into sign_in_failure as f (key, failures, resets_at)
       select key, 1, now() + make_interval(secs => $2) from unnest($1::bytea[]) as key
       on conflict (key) do update set
         failures = case when f.resets_at <= now() then 1 else least(f.failures, $3) + 1 end,
         resets_at = case when f.resets_at <= now() then excluded.resets_at else f.resets_at end
       returning key, failures, ceil(extract(epoch from resets_at - now()))::integer as wait`,
      [[...keys].sort(Buffer.compare), window, limit],
    );
  }

  private async remove(keys: readonly Buffer[]): Promise<void> {
    if (this.config.RATE_LIMIT_ACCOUNT === 0) return;
    await this.statements.run(
      'sign_in_failure.forget',
      `delete from sign_in_failure where key in
         (select key from sign_in_failure where key = any($1::bytea[]) order by key for update)`,
      [keys],
    );
  }

  private isTooMany(counted: Counted | undefined): boolean {
    return counted !== undefined && counted.failures > this.config.RATE_LIMIT_ACCOUNT;
  }

  private assertFew(counted: Counted | undefined): void {
    if (counted !== undefined && this.isTooMany(counted)) throw new TooManyRequestsError(Math.max(counted.wait, 1));
  }
}
