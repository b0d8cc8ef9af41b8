import { auditEventTypes } from '@postern/contracts';
import type { AuditEventType } from '@postern/contracts';

/** Filter of the event log; an absent part matches everything. */
export interface EventFilter {
  readonly type?: AuditEventType;
  /** Account id. */
  readonly account?: string;
  /** `client_id` */
  readonly client?: string;
  readonly method?: string;
  /** The support number shown to people who are refused. */
  readonly request?: string;
  /** Search text, or a certificate's serial number. */
  readonly search?: string;
  /** Days in the reader's own time zone, `2026-05-31`, both inclusive. */
  readonly from?: string;
  readonly to?: string;
}

const filterFields = ['type', 'account', 'client', 'method', 'request', 'search', 'from', 'to'] as const;

/** The filter is kept in the URL: it can be shared, and Back restores the previous one. */
export const readFilter = (query: URLSearchParams): EventFilter => {
  const entries = filterFields.map((field) => [field, query.get(field)] as const).filter(([, value]) => value);
  const filter: EventFilter = Object.fromEntries(entries);
  return { ...filter, type: auditEventTypes.find((type) => type === filter.type) };
};

const startOfDay = (day: string, plus: number): string | undefined => {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  const start = new Date(year, month - 1, date + plus);
  return Number.isNaN(start.getTime()) ? undefined : start.toISOString();
};

/** The server's query: `from` is inclusive, `to` is exclusive. */
export const toQuery = ({ from, to, ...rest }: EventFilter): Record<string, string | undefined> => ({
  ...rest,
  from: from && startOfDay(from, 0),
  to: to && startOfDay(to, 1),
});
