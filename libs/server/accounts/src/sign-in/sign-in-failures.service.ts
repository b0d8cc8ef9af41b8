import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { ServerConfig } from '@postern/config';
import { Statements } from '@postern/database';
import { TooManyRequestsError } from '@postern/errors';
import { normalizeLogin } from '../login.js';

/** Seconds from the first wrong password until all are forgotten. */
const window = 15 * 60;

/**
 * Counts wrong passwords per login, known or not: the answer to a login nobody has is the same as to any other.
 * Shared by all server processes.
 */
@Injectable()
export class SignInFailures {
  constructor(
    private readonly statements: Statements,
    @Inject(ServerConfig) private readonly config: ServerConfig,
  ) {}

  /**
   * Counts one failure ahead of the check; `forget` takes it back when the password was right after all. Counting first
   * keeps guesses that are made at once from passing the limit together. Throws `TooManyRequestsError`.
   */
  async count(login: string): Promise<void> {
    const limit = this.config.RATE_LIMIT_ACCOUNT;
    if (limit === 0) return;
    const counted = await this.statements.one<{ failures: number; wait: number }>(
      'sign_in_failure.count',
      `insert into sign_in_failure as f (key, failures, resets_at) values ($1, 1, now() + make_interval(secs => $2))
       on conflict (key) do update set
         failures = case when f.resets_at <= now() then 1 else least(f.failures, $3) + 1 end,
         resets_at = case when f.resets_at <= now() then excluded.resets_at else f.resets_at end
       returning failures, ceil(extract(epoch from resets_at - now()))::integer as wait`,
      [keyOf(login), window, limit],
    );
    if (counted !== undefined && counted.failures > limit) throw new TooManyRequestsError(Math.max(counted.wait, 1));
  }

  async forget(login: string): Promise<void> {
    if (this.config.RATE_LIMIT_ACCOUNT === 0) return;
    await this.statements.run('sign_in_failure.forget', 'delete from sign_in_failure where key = $1', [keyOf(login)]);
  }

  /** Deletes what no longer counts. */
  async purge(): Promise<void> {
    await this.statements.run('sign_in_failure.purge', 'delete from sign_in_failure where resets_at <= now()', []);
  }
}

const keyOf = (login: string): Buffer => createHash('sha256').update(normalizeLogin(login)).digest();
