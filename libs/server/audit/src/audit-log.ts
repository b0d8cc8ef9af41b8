import { Injectable, Logger } from '@nestjs/common';
import { Statements } from '@postern/database';
import type { EntityManager } from 'typeorm';
import { auditInsert } from './audit-insert.js';
import type { AuditRecord } from './audit-record.js';
import { AuditConfig } from './audit.config.js';

const insert = auditInsert();
const purgedAtOnce = 10_000;

/**
 * Writes the event log. Three ways, by what a failing insert must do:
 *
 * - a change of state over the management API records in its own transaction (`AuditedTransaction`): no change without its event;
 * - sign-ins and links put the event into the statement that does it (`auditedStatement`, `auditInsert`), for the same reason and no extra statement;
 * - what already happened or was refused (`note`) is not undone: the request goes on, and the event goes to the server's
 *   log at level error instead of being lost.
 */
@Injectable()
export class AuditLog {
  private readonly logger = new Logger(AuditLog.name);

  constructor(
    private readonly statements: Statements,
    private readonly config: AuditConfig,
  ) {}

  /** One insert. Fails when it cannot be written. */
  async record(record: AuditRecord): Promise<void> {
    await this.statements.run('audit.record', insert.text, insert.values(record));
  }

  /** As part of a transaction: the change and its event are kept, or neither. */
  async recordIn(transaction: EntityManager, record: AuditRecord): Promise<void> {
    await Statements.in(transaction).run('audit.record', insert.text, [...insert.values(record)]);
  }

  /** Never fails; an event that cannot be written to the database is written to the server's log. */
  async note(record: AuditRecord): Promise<void> {
    try {
      await this.record(record);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.logger.error({ msg: `an event could not be recorded: ${reason}`, event: record });
    }
  }

  /**
   * Deletes events older than `AUDIT_RETENTION_DAYS`, some thousand per statement. For the background job; several server
   * processes may do it at once.
   *
   * @returns how many were deleted
   */
  async purge(): Promise<number> {
    if (this.config.AUDIT_RETENTION_DAYS === 0) return 0;
    let deleted = 0;
    for (let last = purgedAtOnce; last === purgedAtOnce; deleted += last) last = await this.purgeSome();
    return deleted;
  }

  private async purgeSome(): Promise<number> {
    const row = await this.statements.one<{ readonly deleted: number }>(
      'audit.purge',
      `with expired as (
         select id from audit_event where at < now() - make_interval(days => $1)
         order by at limit $2 for update skip locked
       ), gone as (
         delete from audit_event using expired where audit_event.id = expired.id returning 1
       ) select count(*)::int as deleted from gone`,
      [this.config.AUDIT_RETENTION_DAYS, purgedAtOnce],
    );
    return row?.deleted ?? 0;
  }
}
