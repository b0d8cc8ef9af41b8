import { Injectable } from '@nestjs/common';
import { Statements } from '@postern/database';

/** People who may enter without an identifier put off adding it, for a day. */
@Injectable()
export class IdentifierReminders {
  constructor(private readonly statements: Statements) {}

  async isSkipped(accountId: string, clientId: string): Promise<boolean> {
    const row = await this.statements.one(
      'identifier_reminder.skipped',
      'select from identifier_reminder where account_id = $1 and client_id = $2 and skipped_until > now()',
      [accountId, clientId],
    );
    return row !== undefined;
  }

  /** Until the same time of the next day. */
  async skip(accountId: string, clientId: string): Promise<void> {
    await this.statements.run(
      'identifier_reminder.skip',
      `insert into identifier_reminder (account_id, client_id, skipped_until) values ($1, $2, now() + interval '1 day')
       on conflict (account_id, client_id) do update set skipped_until = excluded.skipped_until`,
      [accountId, clientId],
    );
  }
}
