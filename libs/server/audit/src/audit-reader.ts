import { Injectable } from '@nestjs/common';
import type { AuditEvent, AuditEventPage, LastUse } from '@postern/contracts';
import { Statements } from '@postern/database';
import { NotFoundError } from '@postern/errors';
import type { AuditFilter } from './audit-events.query.js';
import { type AuditRow, type AuditSlice, auditEventOf, auditSelect } from './audit-reading.js';

/** Somebody who does not see the address and browser of anyone else who acted over the management API. */
export interface LimitedReader {
  readonly accountId: string | null;
}

const exportedAtOnce = 500;
/** Events of an account among which its last sign-ins are looked for. */
const recent = 2000;

const lastSignInsSql = `
  select distinct on (sha256) sha256, at, address, user_agent as "userAgent"
  from (select *, details ->> 'sha256' as sha256 from audit_event where account_id = $1 order by id desc limit ${recent}) e
  where type = 'sign_in.succeeded' and sha256 = any($2::text[]) order by sha256, id desc`;

/** Reads the event log, newest first. */
@Injectable()
export class AuditReader {
  constructor(private readonly statements: Statements) {}

  /** @param reader who sees only from where they themselves administered */
  async page(slice: AuditSlice, reader?: LimitedReader): Promise<AuditEventPage> {
    // One more than asked for tells whether there is a next page.
    const events = await this.read({ ...slice, limit: slice.limit + 1 });
    const items = events.slice(0, slice.limit);
    return { items: items.map(shownTo(reader)), next: events.length > slice.limit ? (items.at(-1)?.id ?? null) : null };
  }

  /** @throws NotFoundError (`audit_event.not_found`), also when it was purged, or does not concern the organization */
  async get(id: string, organization?: string, reader?: LimitedReader): Promise<AuditEvent> {
    const [event] = await this.read({ id, ...(organization !== undefined && { organization }), limit: 1 });
    if (event === undefined) throw new NotFoundError('audit_event.not_found');
    return shownTo(reader)(event);
  }

  /**
   * Events of one's own account. The address and browser of anyone else who acted on it are left out.
   */
  async activity(accountId: string, slice: Pick<AuditSlice, 'before' | 'limit'>): Promise<AuditEventPage> {
    return this.page({ ...slice, account: accountId }, { accountId });
  }

  /** All pages of `activity`. */
  async *allActivity(accountId: string): AsyncGenerator<AuditEvent> {
    yield* this.all({ account: accountId }, { accountId });
  }

  /**
   * The last sign-ins of an account with certificates, by their SHA-256, if they are among its last 2,000 events.
   *
   * @param thumbprints SHA-256, lower-case hexadecimal
   */
  async lastSignIns(accountId: string, thumbprints: readonly string[]): Promise<ReadonlyMap<string, LastUse>> {
    const rows = await this.statements.run<Omit<LastUse, 'at'> & { readonly sha256: string; readonly at: Date }>(
      'audit.last_sign_ins',
      lastSignInsSql,
      [accountId, thumbprints],
    );
    return new Map(rows.map(({ sha256, at, ...from }) => [sha256, { at: at.toISOString(), ...from }]));
  }

  /** Every matching event, a few hundred per statement: a long export keeps neither rows in memory nor a connection. */
  async *all(filter: AuditFilter, reader?: LimitedReader): AsyncGenerator<AuditEvent> {
    let before: string | undefined;
    do {
      const events = await this.read({ ...filter, before, limit: exportedAtOnce });
      yield* events.map(shownTo(reader));
      before = events.length === exportedAtOnce ? events.at(-1)?.id : undefined;
    } while (before !== undefined);
  }

  private async read(slice: AuditSlice): Promise<AuditEvent[]> {
    const { name, text, values } = auditSelect(slice);
    const rows = await this.statements.run<AuditRow>(name, text, values);
    return rows.map(auditEventOf);
  }
}

const shownTo =
  (reader: LimitedReader | undefined) =>
  (event: AuditEvent): AuditEvent =>
    reader === undefined || event.actor == null || event.actor.id === reader.accountId
      ? event
      : { ...event, address: null, userAgent: null };
