import type { Page } from '@postern/contracts';
import { chosenFields } from './chosen-fields.js';
import type { ListQuery } from './list.query.js';

/** Telemetry that Auth0's own libraries send with every request. */
export const auth0ClientHeader = 'auth0-client';

type ListName = 'clients' | 'client_grants' | 'resource_servers';

/** The page that a query asks for, in either style of parameters. */
interface Paging {
  readonly page: number;
  readonly pageSize: number;
}

/** `next` holds the number of the page and the page size: `2.50`. */
const readNext = (from: string): Paging => {
  const [page = '0', size = '1'] = from.split('.');
  return { page: Number(page), pageSize: Math.min(100, Math.max(1, Number(size))) };
};

const isByCursor = ({ take, from }: ListQuery): boolean => take !== undefined || from !== undefined;

/** The query with `page` and `pageSize`, whatever names they came by. */
export const ownPaging = <Q extends ListQuery>(query: Q): Q => {
  const { from, take, per_page: perPage } = query;
  const paging: Partial<Paging> =
    from !== undefined
      ? readNext(from)
      : take !== undefined
        ? { page: 0, pageSize: take }
        : perPage !== undefined
          ? { pageSize: perPage }
          : {};
  return Object.assign(Object.create(Object.getPrototypeOf(query) as object) as Q, query, paging);
};

const asksForAuth0 = (query: ListQuery): boolean =>
  isByCursor(query) || query.per_page !== undefined || query.include_totals !== undefined;

/**
 * A page in the shape that was asked for (ADR 0024): Postern's own, unless the query has Auth0's parameters or the request comes from
 * one of Auth0's libraries. Those get `{ clients, start, limit, total }`, with a cursor `{ clients, next }`, and for
 * `include_totals=false` a bare list.
 */
export const inListShape = <T extends object>(
  name: ListName,
  query: ListQuery,
  { items, total, page, pageSize }: Page<T>,
  fromAuth0Library: boolean,
): object => {
  const chosen = items.map((item) => chosenFields(item, query));
  if (!asksForAuth0(query) && !fromAuth0Library) return { items: chosen, total, page, pageSize };
  if (isByCursor(query)) {
    const isLast = (page + 1) * pageSize >= total;
    return { [name]: chosen, ...(!isLast && { next: `${page + 1}.${pageSize}` }) };
  }
  if (query.include_totals === false) return chosen;
  return { [name]: chosen, start: page * pageSize, limit: pageSize, length: chosen.length, total };
};
