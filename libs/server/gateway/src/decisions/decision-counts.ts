import { Injectable } from '@nestjs/common';
import { AuditConfig } from '@postern/audit';
import type { GatewayDecisionCount, GatewayDecisionCounts } from '@postern/contracts';
import { Statements } from '@postern/database';
import { periodOf, periodStart, type PeriodsQuery, startOf } from '@postern/management';
import { PeriodicJob } from '@postern/requests';
import { type CallDecision, CallDecisions } from './call-decisions.service.js';

interface CountRow extends Omit<GatewayDecisionCount, 'from' | 'api'> {
  readonly period: number;
  readonly apiId: string | null;
  readonly apiName: string | null;
}

interface Tally {
  readonly hour: Date;
  readonly apiId: string;
  readonly code: string;
  decisions: number;
}

const nobody = '00000000-0000-0000-0000-000000000000';
/** Milliseconds. */
const hour = 3_600_000;

/** Counts decisions by hour, API and reason: in memory first, and every few seconds in the database. */
@Injectable()
export class DecisionCounts extends PeriodicJob {
  protected readonly interval = 10_000;
  protected readonly failure = "the gateway's decisions were not counted";
  private tallies = new Map<string, Tally>();

  constructor(
    private readonly statements: Statements,
    private readonly config: AuditConfig,
    decisions: CallDecisions,
  ) {
    super();
    decisions.onDecision((decision) => this.count(decision));
  }

  protected work(): Promise<void> {
    return this.store();
  }

  override async onApplicationShutdown(): Promise<void> {
    await super.onApplicationShutdown();
    await this.runOnce();
  }

  async read(query: PeriodsQuery): Promise<GatewayDecisionCounts> {
    const { to, hours } = query;
    const from = startOf(query);
    const rows = await this.statements.run<CountRow>(
      'gateway_decision_count.read',
      `with summed as (
         select ${periodOf('hour', '$1', '$3')} as period, api_id, code, sum(decisions)::float8 as count
         from gateway_decision_count where hour >= $1 and hour < $2 group by 1, 2, 3
       )
       select s.period, nullif(s.api_id, '${nobody}') as "apiId", a.name as "apiName", nullif(s.code, '') as code, s.count
       from summed s left join gateway_api a on a.id = s.api_id order by s.period, s.api_id, s.code`,
      [from, to, hours],
    );
    const items = rows.map(({ period, apiId, apiName, code, count }) => ({
      from: periodStart(query, period),
      api: apiId === null ? null : { id: apiId, name: apiName ?? '' },
      code,
      count,
    }));
    return { from: from.toISOString(), to: to.toISOString(), hours, items };
  }

  private count({ api, evaluation: { code } }: CallDecision): void {
    const at = new Date(Math.floor(Date.now() / hour) * hour);
    const key = `${at.getTime()} ${api?.id} ${code}`;
    const tally = this.tallies.get(key) ?? { hour: at, apiId: api?.id ?? nobody, code: code ?? '', decisions: 0 };
    tally.decisions += 1;
    this.tallies.set(key, tally);
  }

  private async store(): Promise<void> {
    const taken = [...this.tallies];
    this.tallies = new Map();
    if (taken.length > 0) {
      await this.add(taken.map(([, tally]) => tally)).catch((error: unknown) => {
        this.takeBack(taken);
        throw error;
      });
    }
    if (this.config.AUDIT_RETENTION_DAYS === 0) return;
    await this.statements.run(
      'gateway_decision_count.purge',
      'delete from gateway_decision_count where hour < now() - make_interval(days => $1)',
      [this.config.AUDIT_RETENTION_DAYS],
    );
  }

  /** In order, so that two servers take the rows' locks in the same order. */
  private async add(tallies: readonly Tally[]): Promise<void> {
    await this.statements.run(
      'gateway_decision_count.add',
      `insert into gateway_decision_count (hour, api_id, code, decisions)
       select * from unnest($1::timestamptz[], $2::uuid[], $3::text[], $4::bigint[]) order by 1, 2, 3
       on conflict (hour, api_id, code) do update set decisions = gateway_decision_count.decisions + excluded.decisions`,
      [
        tallies.map((one) => one.hour),
        tallies.map(({ apiId }) => apiId),
        tallies.map(({ code }) => code),
        tallies.map(({ decisions }) => decisions),
      ],
    );
  }

  /** What could not be stored is stored next time, with what was counted in the meantime. */
  private takeBack(taken: readonly (readonly [string, Tally])[]): void {
    for (const [key, tally] of taken) {
      const since = this.tallies.get(key)?.decisions ?? 0;
      this.tallies.set(key, { ...tally, decisions: tally.decisions + since });
    }
  }
}
