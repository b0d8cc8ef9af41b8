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
  /** Error code, for failures. */
  readonly code?: string;
  /** The support number shown to people who are refused. */
  readonly request?: string;
  /** Search text, or a certificate's serial number. */
  readonly search?: string;
  /** Days in the reader's own time zone, `2026-05-31`, both inclusive; or instants (RFC 3339), of which `to` is exclusive. */
  readonly from?: string;
  readonly to?: string;
}

const filterFields = ['type', 'account', 'client', 'method', 'code', 'request', 'search', 'from', 'to'] as const;

/** The filter is kept in the URL: it can be shared, and Back restores the previous one. */
export const readFilter = (query: URLSearchParams): EventFilter => {
  const entries = filterFields.map((field) => [field, query.get(field)] as const).filter(([, value]) => value);
  const filter: EventFilter = Object.fromEntries(entries);
  return { ...filter, type: auditEventTypes.find((type) => type === filter.type) };
};

const instant = /^\d{4}-\d\d-\d\dT.+Z$/;

/** Whether a bound of the time has an hour. */
export const isInstant = (text: string): boolean => instant.test(text) && !Number.isNaN(Date.parse(text));

const startOfDay = (day: string, plus: number): string | undefined => {
  if (isInstant(day)) return day;
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

/** For `datetime-local`: an instant as the reader's clock shows it. */
export const toLocal = (at: string): string => {
  const date = new Date(at);
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
};

/** The instant that the reader's clock shows; empty for none. */
export const fromLocal = (text: string): string => {
  const date = new Date(text);
  return Number.isNaN(date.getTime()) ? '' : date.toISOString();
};
