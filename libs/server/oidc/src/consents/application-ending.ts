import { Injectable } from '@nestjs/common';
import type { EndedSessions } from '@postern/accounts';
import { Statements } from '@postern/database';
import type { EntityManager } from 'typeorm';
import { LogoutNotices } from '../sessions/logout-notices.js';
import { endTokensSql, type EndedAuthorization, withdrawSql } from './consent-sql.js';

/** Ends what one application has of a person, as part of a transaction that holds the lock of the account's row. */
@Injectable()
export class ApplicationEnding {
  constructor(private readonly notices: LogoutNotices) {}

  /** Its tokens, also those that other applications got in exchange for them. The person enters again with the session they have. */
  tokens(transaction: EntityManager, accountId: string, clientId: string): Promise<EndedSessions> {
    return this.end(transaction, ['consent_end_tokens', endTokensSql], accountId, clientId);
  }

  /** The consent as well. */
  consent(transaction: EntityManager, accountId: string, clientId: string): Promise<EndedSessions> {
    return this.end(transaction, ['consent_withdraw', withdrawSql], accountId, clientId);
  }

  private async end(
    transaction: EntityManager,
    [name, text]: readonly [string, string],
    accountId: string,
    clientId: string,
  ): Promise<EndedSessions> {
    const ended = await Statements.in(transaction).run<EndedAuthorization>(name, text, [accountId, clientId]);
    const notices = ended.map(({ client_id, sid }) => ({ clientId: client_id, sid: sid ?? undefined }));
    return { count: ended.length, announce: () => this.notices.send(accountId, notices) };
  }
}
