import { Injectable } from '@nestjs/common';
import { auditInsert, AuditedTransaction } from '@postern/audit';
import { type CertificateUse, expiryWarningDays } from '@postern/contracts';
import { Statements } from '@postern/database';
import { PeriodicJob } from '@postern/requests';
import { sha256 } from '@postern/x509';
import { CertificateSources } from '../certificate-sources.js';
import { usedExpression } from '../inventory/certificate-selection.js';
import { type ExpiryMail, type ExpiryWarning, NoExpiryMail } from './expiry-mail.port.js';
import { endingRows } from './expiry-source.js';

const atOnce = 1000;
const event = auditInsert(2, {
  from: 'noted',
  expressions: {
    type: 'type',
    account_id: 'account_id',
    client_id: 'client_id',
    method_id: 'method_id',
    details: `details || jsonb_build_object('days', days)`,
  },
});

/**
 * Claims warnings and records their events, in one statement. Only the nearest warning is due: a certificate that comes here with five days
 * left gets one warning, not three. Two servers conflict on the primary key: the second finds the row of the first.
 */
const noteSql = (rows: string): string => `
  with step as materialized (select unnest(days) as days from expiry_setting),
  due as materialized (
    select ending.*, (select min(step.days) from step where ending.ends_at <= now() + make_interval(days => step.days)) as days
    from (${rows}) as ending
    where ending.ends_at > now() and ending.ends_at <= now() + make_interval(days => (select max(days) from step))
  ),
  claimed as (
    insert into expiry_warning (subject, holder, ends_at, days)
    select distinct subject, holder, ends_at, days from due
    where not exists (select from expiry_warning w where (w.subject, w.holder, w.ends_at) = (due.subject, due.holder, due.ends_at)
      and w.days <= due.days)
    order by subject, holder, ends_at, days limit $1
    on conflict do nothing
    returning subject, holder, ends_at, days
  ),
  noted as (
    select distinct on (subject, holder) due.* from claimed join due using (subject, holder, ends_at, days)
    order by subject, holder
  ),
  event as (${event.text})
  select subject, account_id as "accountId", ends_at as "endsAt", days from noted order by ends_at, subject`;

/** Warns before certificates and credentials expire, in the background; every server process may do it. */
@Injectable()
export class ExpiryWarnings extends PeriodicJob {
  protected readonly interval = 3_600_000;
  protected readonly failure = 'certificates that expire soon were not reported';
  private mail: ExpiryMail = new NoExpiryMail();

  constructor(
    private readonly statements: Statements,
    private readonly transaction: AuditedTransaction,
    private readonly sources: CertificateSources,
  ) {
    super();
  }

  /** For a feature that sends mail; before the server listens. */
  mailBy(mail: ExpiryMail): void {
    this.mail = mail;
  }

  override onApplicationBootstrap(): void {
    void this.runOnce();
    void super.onApplicationBootstrap();
  }

  /**
   * Gives every due warning that was not given yet.
   *
   * @returns how many
   */
  async warn(): Promise<number> {
    let warned = 0;
    for (const source of this.sources.all) {
      const text = noteSql(endingRows(source));
      for (let last = atOnce; last === atOnce; warned += last) last = await this.warnSome(source.use, text);
    }
    return warned;
  }

  /** How many certificates expire within 30 days, for each use. One statement. */
  async count(): Promise<ReadonlyMap<CertificateUse, number>> {
    return countIn(this.statements, this.sources);
  }

  /** Sends administrators their weekly summary. @returns whether it was sent now */
  async summarize(): Promise<boolean> {
    return this.transaction.run([], async ({ manager }) => {
      const statements = Statements.in(manager);
      const claimed = await statements.affected(
        'expiry_setting.tell_administrators',
        `update expiry_setting set administrators_told_at = now()
         where administrators_told_at is null or administrators_told_at <= now() - interval '7 days'`,
      );
      if (claimed > 0) await this.mail.summarize(manager, await countIn(statements, this.sources));
      return claimed > 0;
    });
  }

  protected async work(): Promise<void> {
    await this.warn();
    await this.summarize();
    await this.statements.run(
      'expiry_warning.forget',
      `delete from expiry_warning where ends_at < now() - interval '30 days'`,
    );
  }

  private warnSome(use: CertificateUse, text: string): Promise<number> {
    return this.transaction.run([], async ({ manager }) => {
      const rows = await Statements.in(manager).run<Omit<ExpiryWarning, 'use'>>(`expiry_warning.note ${use}`, text, [
        atOnce,
        ...event.values({ type: 'certificate.expiring' }),
      ]);
      if (rows.length > 0) {
        const warnings = rows.map((row) => ({ use, ...row }));
        await this.mail.warn(manager, warnings);
      }
      return rows.length;
    });
  }
}

const countIn = async (
  statements: Statements,
  { all }: CertificateSources,
): Promise<ReadonlyMap<CertificateUse, number>> => {
  const text = `with ${usedExpression(all)}
    select used.use, count(distinct c.id)::int as count from certificate c join used on used.certificate_id = c.id
    where c.not_after > now() and c.not_after <= now() + make_interval(days => $1) group by used.use`;
  // The SQL depends on the features that store certificates.
  const name = `certificate.count_expiring ${sha256(Buffer.from(text)).slice(0, 32)}`;
  const rows = await statements.run<{ readonly use: CertificateUse; readonly count: number }>(name, text, [
    Math.max(...expiryWarningDays),
  ]);
  const counts = new Map(rows.map(({ use, count }) => [use, count]));
  return new Map(all.map(({ use }) => [use, counts.get(use) ?? 0]));
};
