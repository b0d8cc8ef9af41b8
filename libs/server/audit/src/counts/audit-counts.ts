import { Injectable } from '@nestjs/common';
import type { AuditCount, AuditCounts as Counts, AuditEventType } from '@postern/contracts';
import { Statements } from '@postern/database';
import { periodOf, periodStart, startOf } from '@postern/management';
import { AuditConfig } from '../audit.config.js';
import type { AuditCountsQuery } from './audit-counts.query.js';

interface CountRow {
  readonly period: number;
  readonly type: AuditEventType;
  readonly methodId: string | null;
  readonly methodType: string | null;
  readonly methodName: string | null;
  readonly code: AuditCount['code'];
  readonly count: number;
}

const foldedAtOnce = 10_000;

/**
 * How many events there were, by hour, type, method and code, without reading the event log (ADR 0046). Exact at any moment: what is not
 * yet added up is counted as well.
 */
@Injectable()
export class AuditCounts {
  constructor(
    private readonly statements: Statements,
    private readonly config: AuditConfig,
  ) {}

  async read(query: AuditCountsQuery): Promise<Counts> {
    const { to, hours, type } = query;
    const from = startOf(query);
    const rows = await this.statements.run<CountRow>(
      'audit_count.read',
      `with counted as (
         select hour, type, method_id, code, events from audit_count where hour >= $1 and hour < $2
         union all
         select hour, type, method_id, code, 1 from audit_tally where hour >= $1 and hour < $2
       ), summed as (
         select ${periodOf('hour', '$1', '$3')} as period, type, method_id, code, sum(events)::float8 as count
         from counted where $4::text[] is null or type = any($4) group by 1, 2, 3, 4
       )
       select s.period, s.type, nullif(s.method_id, '00000000-0000-0000-0000-000000000000') as "methodId", m.type as "methodType",
         m.name as "methodName", nullif(s.code, '') as code, s.count
       from summed s left join sign_in_method m on m.id = s.method_id order by s.period, s.type, s.method_id, s.code`,
      [from, to, hours, type ?? null],
    );
    const items = rows.map(({ period, methodId, methodType, methodName, count, ...row }) => ({
      from: periodStart(query, period),
      type: row.type,
      method:
        methodId === null
          ? null
          : methodType === null
            ? { id: methodId, type: '', name: '' }
            : { id: methodId, type: methodType, name: methodName },
      code: row.code,
      count,
    }));
    return { from: from.toISOString(), to: to.toISOString(), hours, items };
  }

  /**
   * Adds up what the log's events left. For the background job; several server processes may do it at once: each line is deleted by the
   * statement that adds it, so it is added once.
   */
  async fold(): Promise<void> {
    for (let last = foldedAtOnce; last === foldedAtOnce;) last = await this.foldSome();
  }

  /** Forgets counts of hours whose events are deleted. */
  async purge(): Promise<void> {
    if (this.config.AUDIT_RETENTION_DAYS === 0) return;
    await this.statements.run(
      'audit_count.purge',
      'delete from audit_count where hour < now() - make_interval(days => $1)',
      [this.config.AUDIT_RETENTION_DAYS],
    );
  }

  private async foldSome(): Promise<number> {
    // In order, so that two servers take the rows' locks in the same order.
    const { folded } = await this.statements.only<{ readonly folded: number }>(
      'audit_count.fold',
      `with taken as (
         select id from audit_tally order by id limit $1 for update skip locked
       ), gone as (
         delete from audit_tally t using taken where t.id = taken.id returning t.hour, t.type, t.method_id, t.code
       ), added as (
         insert into audit_count (hour, type, method_id, code, events)
         select hour, type, method_id, code, count(*) from gone group by 1, 2, 3, 4 order by 1, 2, 3, 4
         on conflict (hour, type, method_id, code) do update set events = audit_count.events + excluded.events
       ) select count(*)::int as folded from gone`,
      [foldedAtOnce],
    );
    return folded;
  }
}
