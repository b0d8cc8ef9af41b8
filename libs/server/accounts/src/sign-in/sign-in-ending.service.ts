import { Injectable } from '@nestjs/common';
import { type AuditedChange, AuditedTransaction } from '@postern/audit';
import { Statements } from '@postern/database';
import { AccountSessions, type EndedSessions, type EndingSessions } from '../account-sessions.port.js';
import { endsProofs } from './proofs.js';

/** SQL that takes the account's lock and changes nothing. */
const lock = 'select 1 from account where id = $1 for no key update';
const end = `update account set ${endsProofs} where id = $1`;

/** Ends everything that a person is or could be signed in by: unused proofs, sign-ins under way, sessions, tokens. */
@Injectable()
export class SignInEnding {
  constructor(
    private readonly transaction: AuditedTransaction,
    private readonly sessions: AccountSessions,
  ) {}

  /** One session. @returns whether there was one */
  async one(accountId: string, sessionUid: string): Promise<boolean> {
    const ended = await this.within(accountId, { sessionUid }, ({ manager }) =>
      Statements.in(manager).run('account.lock', lock, [accountId]),
    );
    return ended.count > 0;
  }

  /** All sessions but one, and every unused proof. */
  async all(accountId: string, exceptSessionUid: string | null): Promise<void> {
    await this.within(accountId, { exceptSessionUid }, ({ manager }) =>
      Statements.in(manager).run('account.end_proofs', end, [accountId]),
    );
  }

  /**
   * The sessions end together with a change, in one transaction: both happen or neither.
   *
   * @param work takes the lock of the account's row, by `endsProofs` or otherwise
   */
  async within(
    accountId: string,
    which: EndingSessions,
    work: (change: AuditedChange) => Promise<unknown>,
  ): Promise<EndedSessions> {
    const ended = await this.transaction.run([], async (change) => {
      await work(change);
      return this.sessions.end(change.manager, accountId, which);
    });
    ended.announce();
    return ended;
  }
}
