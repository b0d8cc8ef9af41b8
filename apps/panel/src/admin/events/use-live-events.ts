import type { AuditEvent, AuditEventPage } from '@postern/contracts';
import { type InfiniteData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useApi } from '../../api/api-context';
import { type EventFilter, toQuery } from './event-filter';
import { eventsKey } from './events.api';

/** Milliseconds between two looks, and how many of the newest events each sees. */
const pause = 5000;
const seen = 50;

type Shown = InfiniteData<AuditEventPage, string | null>;

/**
 * Keeps the first page of the log current: one small request every few seconds, only while the tab is in sight, until it is paused or
 * refused. What is new comes on top; where more happened than one look sees, the list is asked for anew.
 */
export const useLiveEvents = (filter: EventFilter, isReady: boolean) => {
  const api = useApi();
  const queries = useQueryClient();
  const [isLive, setLive] = useState(true);
  const [arrived, setArrived] = useState(0);
  const look = useQuery({
    queryKey: [...eventsKey, 'newest', filter],
    queryFn: async ({ signal }) => {
      const { items } = await api.get<AuditEventPage>('/audit-events', {
        signal,
        query: { ...toQuery(filter), limit: seen },
      });
      const key = [...eventsKey, filter];
      const shown = queries.getQueryData<Shown>(key);
      const fresh = newIn(items, shown);
      if (fresh === null) await queries.invalidateQueries({ queryKey: key, exact: true });
      else if (fresh.length > 0) queries.setQueryData<Shown>(key, (before) => before && withNew(before, fresh));
      const count = fresh === null ? seen : fresh.length;
      if (count > 0) setArrived(count);
      return count;
    },
    enabled: isLive && isReady,
    // A session that has ended, or a server that says no, is not asked again.
    refetchInterval: ({ state }) => (state.status === 'error' ? false : pause),
    refetchOnWindowFocus: true,
    retry: false,
    staleTime: pause,
    gcTime: 0,
  });
  return {
    isLive: isLive && look.error === null,
    /** How many came with the last look that found any. */
    arrived,
    toggle: (): void => {
      setLive((before) => !before || look.error !== null);
      if (look.error !== null) void look.refetch();
    },
  };
};

/** Those that are not shown yet; null where some in between are missing. */
const newIn = (items: readonly AuditEvent[], shown: Shown | undefined): readonly AuditEvent[] | null => {
  const known = new Set(shown?.pages.flatMap((page) => page.items.map(({ id }) => id)));
  const fresh = items.filter(({ id }) => !known.has(id));
  return fresh.length === seen ? null : fresh;
};

const withNew = (before: Shown, fresh: readonly AuditEvent[]): Shown => {
  const [first, ...others] = before.pages;
  // Two servers at once: an event with a lower number may arrive after one with a higher.
  const items = [...fresh, ...(first?.items ?? [])].sort((one, other) => Number(other.id) - Number(one.id));
  return first ? { ...before, pages: [{ ...first, items }, ...others] } : before;
};
