import { useEffect, useRef } from 'react';
import { useSearchParams } from 'react-router';

export const pageSizes = [20, 50, 100] as const;

const wholeNumber = (text: string | null): number => (text !== null && /^\d{1,6}$/.test(text) ? Number(text) : 0);

/**
 * Search text, filters, order and page of a list, kept in the URL. Back undoes a change of page or filter, but not
 * typing.
 * Every change except the page returns to the first page.
 */
export const useListQuery = () => {
  const [query, setQuery] = useSearchParams();
  // The URL updates with a delay; typing and choosing at once must lose neither.
  const latest = useRef(query);
  useEffect(() => {
    latest.current = query;
  }, [query]);
  const show = (next: Readonly<Record<string, string>>, { replace = false } = {}): void => {
    const after = new URLSearchParams(latest.current);
    if (next['page'] === undefined) after.delete('page');
    for (const [name, value] of Object.entries(next)) {
      if (value === '') after.delete(name);
      else after.set(name, value);
    }
    latest.current = after;
    setQuery(after, { replace });
  };
  return {
    get: (name: string): string => query.get(name) ?? '',
    search: query.get('search') ?? '',
    /** From 0. */
    page: wholeNumber(query.get('page')),
    pageSize: pageSizes.find((size) => String(size) === query.get('size')) ?? pageSizes[0],
    show,
    onSearch: (search: string): void => {
      if (search !== (latest.current.get('search') ?? '')) show({ search }, { replace: true });
    },
    onPage: (page: number): void => show({ page: page === 0 ? '' : String(page) }),
    onPageSize: (size: number): void => show({ size: size === pageSizes[0] ? '' : String(size) }),
  };
};
