import type { AuditEventPage, Page, UserRecord } from '@postern/contracts';
import { keepPreviousData, useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query';
import { ApiProblem } from '@postern/api-client';
import { useApi } from '../../api/api-context';
import { useSession } from '../../session/session-context';
import { toQuery } from './event-filter';
import type { EventFilter } from './event-filter';

const limit = 50;

/** The log, newest first, page after page. */
export const useEvents = (filter: EventFilter) => {
  const api = useApi();
  return useInfiniteQuery({
    queryKey: ['audit-events', filter],
    queryFn: ({ pageParam, signal }) =>
      api.get<AuditEventPage>('/audit-events', { signal, query: { ...toQuery(filter), before: pageParam, limit } }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
  });
};

/** Accounts that fit some words, for the filter. */
export const useAccountSearch = (search: string) => {
  const api = useApi();
  return useQuery({
    queryKey: ['users', 'list', search, 0],
    queryFn: ({ signal }) =>
      api.get<Page<UserRecord>>('/users', { signal, query: { search: search || undefined, pageSize: 20 } }),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
};

const save = (content: Blob, name: string): void => {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
};

/** Everything that fits the filter, as a file. The server writes it; a link alone would carry no token. */
export const useExportEvents = () => {
  const { tokens } = useSession();
  return useMutation({
    mutationFn: async ({ filter, format }: { readonly filter: EventFilter; readonly format: 'csv' | 'json' }) => {
      const given = Object.entries(toQuery(filter)).filter(
        (entry): entry is [string, string] => entry[1] !== undefined,
      );
      const query = new URLSearchParams([...given, ['format', format]]);
      const response = await fetch(`/api/v2/audit-events/export?${query.toString()}`, {
        headers: { authorization: `Bearer ${(await tokens.accessToken()) ?? ''}` },
      });
      if (!response.ok) throw await ApiProblem.from(response);
      save(await response.blob(), `events.${format}`);
    },
  });
};
