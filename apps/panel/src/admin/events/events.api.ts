import type { AuditEvent, AuditEventPage, EventCertificate, Identifier, Page, UserRecord } from '@postern/contracts';
import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useApi } from '../../api/api-context';
import { useOrganizationScope } from '../../api/organization-scope';
import { useDownload } from '../../api/use-download';
import { toQuery } from './event-filter';
import type { EventFilter } from './event-filter';

/** Query key prefix of everything in the log. */
export const eventsKey = ['audit-events'] as const;

const limit = 50;

/** Of the log, the organization whose pages are shown sees what concerns it. */
export const useEventScope = (): { readonly organization?: string } => {
  const organization = useOrganizationScope();
  return organization === null ? {} : { organization };
};

/** The log, newest first, loaded page by page. */
export const useEvents = (filter: EventFilter) => {
  const api = useApi();
  const scope = useEventScope();
  return useInfiniteQuery({
    queryKey: [...eventsKey, { ...filter, ...scope }],
    queryFn: ({ pageParam, signal }) =>
      api.get<AuditEventPage>('/audit-events', {
        signal,
        query: { ...toQuery(filter), ...scope, before: pageParam, limit },
      }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
  });
};

/** One event, by the number in the URL; null loads nothing. */
export const useEvent = (id: string | null) => {
  const api = useApi();
  const query = useEventScope();
  return useQuery({
    queryKey: ['audit-event', id, query],
    queryFn: ({ signal }) => api.get<AuditEvent>(`/audit-events/${encodeURIComponent(id ?? '')}`, { signal, query }),
    enabled: id !== null,
    staleTime: Infinity,
  });
};

/** The certificate of an event, as long as it is stored; null loads nothing. */
export const useEventCertificate = (id: string | null) => {
  const api = useApi();
  return useQuery({
    queryKey: ['audit-event', id, 'certificate'],
    queryFn: ({ signal }) =>
      api.get<EventCertificate>(`/audit-events/${encodeURIComponent(id ?? '')}/certificate`, { signal }),
    enabled: id !== null,
    retry: false,
    staleTime: Infinity,
  });
};

interface NewLink {
  readonly accountId: string;
  readonly identifier: { readonly methodId: string; readonly certificate: string; readonly label?: string };
}

/** Links a certificate to an account. */
export const useLinkToAccount = () => {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ accountId, identifier }: NewLink) =>
      api.post<Identifier>(`/users/${accountId}/identifiers`, identifier),
    onSuccess: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: ['users'] }),
        queries.invalidateQueries({ queryKey: eventsKey }),
      ]),
  });
};

/** Accounts that match a search text, for the filter. */
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

/** Downloads every matching event as a file that the server generates. */
export const useExportEvents = () => {
  const download = useDownload();
  const scope = useEventScope();
  return useMutation({
    mutationFn: ({ filter, format }: { readonly filter: EventFilter; readonly format: 'csv' | 'json' }) => {
      const given = Object.entries({ ...toQuery(filter), ...scope }).filter(
        (entry): entry is [string, string] => entry[1] !== undefined,
      );
      const query = new URLSearchParams([...given, ['format', format]]);
      return download(`/audit-events/export?${query.toString()}`, `events.${format}`);
    },
  });
};
