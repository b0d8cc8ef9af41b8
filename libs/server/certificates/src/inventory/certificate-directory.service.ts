import { Injectable } from '@nestjs/common';
import type {
  CertificateFilter,
  CertificateTimeline,
  KnownCertificate,
  KnownCertificateDetail,
  Page,
} from '@postern/contracts';
import { Statements } from '@postern/database';
import { NotFoundError } from '@postern/errors';
import { offsetOf, pageOf } from '@postern/management';
import { certificateToPem, sha1, sha256 } from '@postern/x509';
import { RenewalGuides } from '../renewal/renewal-guides.service.js';
import type { CertificateListQuery, CertificateTimelineQuery } from './certificate.query.js';
import { certificateRows, type CertificateRow, knownCertificate } from './certificate-rows.js';
import { type CertificateSelection, certificateSelection } from './certificate-selection.js';
import { CertificateSources } from '../certificate-sources.js';
import { type EndsInPeriod, timelineOf } from './certificate-timeline.js';

/** Maximum number of uses of one certificate, in a list and on its own page. */
const mostListed = 20;
const mostPlaces = 1000;
const exportedAtOnce = 500;

/** Lists every stored certificate. */
@Injectable()
export class CertificateDirectory {
  constructor(
    private readonly statements: Statements,
    private readonly sources: CertificateSources,
    private readonly guides: RenewalGuides,
  ) {}

  /** Sorted by expiry, ascending or descending. Two statements, however many certificates there are. */
  async page(query: CertificateListQuery): Promise<Page<KnownCertificate>> {
    const { expressions, condition, values } = this.select(query);
    const direction = query.sort === '-notAfter' ? 'desc' : 'asc';
    const order = (of: string) => `order by ${of}.not_after ${direction}, ${of}.id ${direction}`;
    // Ids first: rows that a later page leaves out are not read. `offset 0` has each row of the page looked up by its id, whatever a plan for
    // any page size expects.
    const chosen = `select one.* from (
        select c.id from certificate c where ${condition} ${order('c')} limit $${values.length + 1} offset $${values.length + 2}
      ) as page cross join lateral (select * from certificate where certificate.id = page.id offset 0) as one`;
    const [rows, [counted]] = await Promise.all([
      this.rows(`${expressions} ${certificateRows(chosen, this.sources.lastUses, mostListed)} ${order('c')}`, [
        ...values,
        query.pageSize,
        offsetOf(query),
      ]),
      this.send<{ readonly total: number }>(
        `${expressions} select count(*)::int as total from certificate c where ${condition}`,
        [...values],
      ),
    ]);
    return pageOf(await this.known(rows), counted?.total ?? 0, query);
  }

  /** Throws NotFoundError (`certificate.not_found`). */
  async get(id: string): Promise<KnownCertificateDetail> {
    const { expressions } = this.select({});
    const chosen = 'select * from certificate where id = $1';
    const text = `${expressions} ${certificateRows(chosen, this.sources.lastUses, mostPlaces)}`;
    const rows = await this.rows(text, [id]);
    const [known] = await this.known(rows);
    const [row] = rows;
    if (row === undefined || known === undefined) throw new NotFoundError('certificate.not_found');
    const uses = known.usedFor.map(({ use }) => use);
    return {
      ...known,
      judgement: await this.sources.drawn(row.der, { standing: known.revocation, uses }),
      pem: certificateToPem(row.der),
      thumbprints: { sha1: sha1(row.der), sha256: row.summary.sha256 },
      renewal: await this.guides.of(id),
    };
  }

  /** All matches, by ascending expiry; a few hundred per statement. */
  async *all(filter: CertificateFilter): AsyncGenerator<KnownCertificate> {
    const { expressions, condition, values } = this.select(filter);
    // Separate SQL for the first rows and for those after: the index is only used from there if the comparison is unconditional.
    const textFrom = (begin: string): string => {
      const chosen = `select c.* from certificate c where ${condition} ${begin} order by c.not_after, c.id limit ${exportedAtOnce}`;
      return `${expressions} ${certificateRows(chosen, this.sources.lastUses, mostListed)} order by c.not_after, c.id`;
    };
    const [first, next] = [
      '',
      `and (c.not_after, c.id) > ($${values.length + 1}::timestamptz, $${values.length + 2}::uuid)`,
    ].map(textFrom) as [string, string];
    let last: CertificateRow | undefined;
    do {
      const rows = await (last ? this.rows(next, [...values, last.notAfter, last.id]) : this.rows(first, [...values]));
      yield* await this.known(rows);
      last = rows.length === exportedAtOnce ? rows.at(-1) : undefined;
    } while (last !== undefined);
  }

  /** The next 26 weeks or 12 months, the current one first. */
  async timeline({ by, ...filter }: CertificateTimelineQuery): Promise<CertificateTimeline> {
    const { expressions, condition, values } = this.select(filter);
    const unit = `$${values.length + 1}::text`;
    const ends = await this.send<EndsInPeriod>(
      `${expressions}
       select case when c.not_after > now() then date_trunc(${unit}, c.not_after, 'UTC') end as "from", count(*)::int as count
       from certificate c where ${condition} group by 1`,
      [...values, by],
    );
    return timelineOf(ends, by, new Date());
  }

  private select(filter: CertificateFilter): CertificateSelection {
    return certificateSelection(filter, this.sources.all, this.sources.lastUses);
  }

  private rows(text: string, values: unknown[]): Promise<CertificateRow[]> {
    return this.send<CertificateRow>(text, values);
  }

  /** The SQL depends on the filters, and so does its name: PostgreSQL plans each combination once per connection. */
  private send<R extends object>(text: string, values: readonly unknown[]): Promise<R[]> {
    return this.statements.run<R>(`certificate.inventory ${sha256(Buffer.from(text)).slice(0, 32)}`, text, values);
  }

  private async known(rows: readonly CertificateRow[]): Promise<readonly KnownCertificate[]> {
    const standings = await this.sources.standingOf(rows.map(({ der }) => der));
    return rows.flatMap((row, index) => {
      const standing = standings[index];
      return standing === undefined ? [] : [knownCertificate(row, standing)];
    });
  }
}
