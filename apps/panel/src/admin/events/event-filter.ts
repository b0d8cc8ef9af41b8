import { auditEventTypes } from '@postern/contracts';
import type { AuditEventType } from '@postern/contracts';

/** What is shown of the log; each absent part lets everything through. */
export interface EventFilter {
  readonly type?: AuditEventType;
  /** Account id. */
  readonly account?: string;
  /** `client_id` */
  readonly client?: string;
  readonly method?: string;
  /** The number that a page shows to people who are refused. */
  readonly request?: string;
  /** Words, or a certificate's number. */
  readonly search?: string;
  /** Days in the reader's own time zone, `2026-05-31`, both counted in. */
  readonly from?: string;
  readonly to?: string;
}

const filterFields = ['type', 'account', 'client', 'method', 'request', 'search', 'from', 'to'] as const;

/** The filter lives in the address: it can be shared, and Back goes to the one before. */
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

/** As the server asks for it: `from` is counted in, `to` is not. */
export const toQuery = ({ from, to, ...rest }: EventFilter): Record<string, string | undefined> => ({
  ...rest,
  from: from && startOfDay(from, 0),
  to: to && startOfDay(to, 1),
});
