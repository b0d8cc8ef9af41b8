import type { AuditEvent, AuditEventPage } from '@postern/contracts';
import { type InfiniteData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useApi } from '../../api/api-context';
import { type EventFilter, toQuery } from './event-filter';
import { eventsKey, useEventScope } from './events.api';

/** Milliseconds between two polls, and how many of the newest events each one returns. */
const pause = 5000;
const seen = 50;

type Shown = InfiniteData<AuditEventPage, string | null>;

/**
 * Keeps the first page of the log current: one small request every few seconds, only while the tab is visible, until
 * paused or refused.
 * New events are added at the top; if more happened than one request returns, the list is reloaded.
 */
export const useLiveEvents = (filter: EventFilter, isReady: boolean) => {
  const api = useApi();
  const queries = useQueryClient();
  const scope = useEventScope();
  const [isLive, setLive] = useState(true);
  const [arrived, setArrived] = useState(0);
  const look = useQuery({
    queryKey: [...eventsKey, 'newest', { ...filter, ...scope }],
    queryFn: async ({ signal }) => {
      const { items } = await api.get<AuditEventPage>('/audit-events', {
        signal,
        query: { ...toQuery(filter), ...scope, limit: seen },
      });
      const key = [...eventsKey, { ...filter, ...scope }];
      const shown = queries.getQueryData<Shown>(key);
      const fresh = newIn(items, shown);
      if (fresh === null) await queries.invalidateQueries({ queryKey: key, exact: true });
      else if (fresh.length > 0) queries.setQueryData<Shown>(key, (before) => before && withNew(before, fresh));
      const count = fresh === null ? seen : fresh.length;
      if (count > 0) setArrived(count);
      return count;
    },
    enabled: isLive && isReady,
    // Stop polling when the session has ended or the server refuses.
    refetchInterval: ({ state }) => (state.status === 'error' ? false : pause),
    refetchOnWindowFocus: true,
    retry: false,
    staleTime: pause,
    gcTime: 0,
  });
  return {
    isLive: isLive && look.error === null,
    /** Number of events that the last non-empty poll added. */
    arrived,
    toggle: (): void => {
      setLive((before) => !before || look.error !== null);
      if (look.error !== null) void look.refetch();
    },
  };
};

/** Events not shown yet; null if some in between are missing. */
const newIn = (items: readonly AuditEvent[], shown: Shown | undefined): readonly AuditEvent[] | null => {
  const known = new Set(shown?.pages.flatMap((page) => page.items.map(({ id }) => id)));
  const fresh = items.filter(({ id }) => !known.has(id));
  return fresh.length === seen ? null : fresh;
};

const withNew = (before: Shown, fresh: readonly AuditEvent[]): Shown => {
  const [first, ...others] = before.pages;
  // With two servers, an event with a lower number may arrive after one with a higher number.
  const items = [...fresh, ...(first?.items ?? [])].sort((one, other) => Number(other.id) - Number(one.id));
  return first ? { ...before, pages: [{ ...first, items }, ...others] } : before;
};
