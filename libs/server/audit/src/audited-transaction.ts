import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { ChangeFeed } from '@postern/database';
import { DataSource, type EntityManager } from 'typeorm';
import { AuditLog } from './audit-log.js';
import type { AuditRecord } from './audit-record.js';

/** A change while it is being made: what it writes by `manager` is kept with the events that it records, or not at all. */
export class AuditedChange {
  constructor(
    readonly manager: EntityManager,
    readonly record: (record: AuditRecord) => Promise<void>,
  ) {}
}

/** Makes changes and their events in one transaction. */
@Injectable()
export class AuditedTransaction {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly audit: AuditLog,
    private readonly changes: ChangeFeed,
  ) {}

  /**
   * Everything in `work` happens, with its events, or nothing. Afterwards this process knows of the change at once, the others a
   * moment later.
   *
   * @param tables what `work` changes, for caches that listen to the change feed
   * @returns what `work` returns, once it is committed; throws what `work` throws
   */
  async run<T>(tables: readonly string[], work: (change: AuditedChange) => Promise<T>): Promise<T> {
    const result = await this.database.transaction((manager) =>
      work(new AuditedChange(manager, (record) => this.audit.recordIn(manager, record))),
    );
    for (const table of tables) this.changes.announce(table);
    return result;
  }
}
