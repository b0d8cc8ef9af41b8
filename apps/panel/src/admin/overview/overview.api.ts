import type { AuditCounts, AuditEventPage, GatewayDecisionCounts, GatewayStatus, Page } from '@postern/contracts';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useApi } from '../../api/api-context';
import { useMay } from '../../api/may';
import { endOf, ranges } from './periods';
import type { Range } from './periods';

/** Milliseconds between two polls. */
const often = 60_000;

const usePeriods = <T>(name: string, path: string, range: Range, enabled: boolean, types: readonly string[] = []) => {
  const api = useApi();
  const to = endOf(range, new Date()).toISOString();
  const query = new URLSearchParams({
    ...{ to, hours: String(ranges[range].hours), periods: String(ranges[range].periods) },
  });
  for (const type of types) query.append('type', type);
  return useQuery({
    queryKey: ['overview', name, range, to],
    queryFn: ({ signal }) => api.get<T>(`${path}?${query.toString()}`, { signal }),
    placeholderData: keepPreviousData,
    refetchInterval: often,
    enabled,
  });
};

const counted = ['sign_in.succeeded', 'sign_in.failed', 'client.authentication_failed', 'token.exchange_refused'];

/** Sign-ins and refusals by period. */
export const useEventCounts = (range: Range) =>
  usePeriods<AuditCounts>('events', '/audit-events/counts', range, useMay()('read:audit_events'), counted);

/** The gateway's decisions by period; undefined without a gateway. */
export const useDecisionCounts = (range: Range) => {
  const api = useApi();
  const may = useMay();
  const { data: status } = useQuery({
    queryKey: ['overview', 'gateway'],
    queryFn: ({ signal }) => api.get<GatewayStatus>('/gateway/status', { signal }),
    enabled: may('read:gateway'),
    refetchInterval: often,
  });
  const runs = status?.enabled === true;
  const counts = usePeriods<GatewayDecisionCounts>('decisions', '/gateway/decisions/counts', range, runs);
  return { status: runs ? status : undefined, counts: counts.data, error: counts.error };
};

/** The last sign-ins that were refused. */
export const useLastRefusals = () => {
  const api = useApi();
  return useQuery({
    queryKey: ['overview', 'refusals'],
    queryFn: ({ signal }) =>
      api.get<AuditEventPage>('/audit-events', { signal, query: { type: 'sign_in.failed', limit: 6 } }),
    enabled: useMay()('read:audit_events'),
    refetchInterval: often,
  });
};

/** How many there are, from a list of the server; undefined while loading, and for those who may not read it. */
export const useTotal = (
  path: string,
  query: Readonly<Record<string, string | number | boolean>>,
  enabled: boolean,
): number | undefined => {
  const api = useApi();
  return useQuery({
    queryKey: ['overview', 'total', path, query],
    queryFn: ({ signal }) => api.get<Page<unknown>>(path, { signal, query: { ...query, page: 0, pageSize: 1 } }),
    enabled,
  }).data?.total;
};
