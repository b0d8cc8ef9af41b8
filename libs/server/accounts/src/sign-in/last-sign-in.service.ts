import { Injectable } from '@nestjs/common';
import { type AuditRecord, auditInsert } from '@postern/audit';
import { Statements } from '@postern/database';

const event = auditInsert(3);
const sql = `
  with used as (update identifier set last_used_at = now() where id = $2 and account_id = $1),
  signed_in as (update account set last_sign_in_at = now() where id = $1)
  ${event.text}`;

/** Remembers when an account, and the identifier it signed in with, was last used, and records that it was: one statement. */
@Injectable()
export class LastSignIn {
  constructor(private readonly statements: Statements) {}

  /** @param identifierId null for the built-in password */
  async record(accountId: string, identifierId: string | null, record: AuditRecord): Promise<void> {
    await this.statements.run('account.last_sign_in', sql, [accountId, identifierId, ...event.values(record)]);
  }
}
