import type { AuditEventPage, GatewayStatus } from '@postern/contracts';
import { useQuery } from '@tanstack/react-query';
import { useApi } from '../../../api/api-context';
import { gatewayKey } from '../shared/gateway-query';

/** Milliseconds between two polls while a configuration is being applied, and otherwise. */
const [often, seldom] = [1000, 15_000];

export const useGatewayStatus = () => {
  const api = useApi();
  return useQuery({
    queryKey: [...gatewayKey, 'status'],
    queryFn: ({ signal }) => api.get<GatewayStatus>('/gateway/status', { signal }),
    refetchInterval: ({ state: { data } }) => (data?.enabled && data.serving !== data.wanted ? often : seldom),
  });
};

/** The last apply event of any API; undefined if there is none. */
export const useLastApply = () => {
  const api = useApi();
  return useQuery({
    queryKey: [...gatewayKey, 'last-apply'],
    queryFn: ({ signal }) =>
      api.get<AuditEventPage>('/audit-events', { signal, query: { type: 'gateway.api_applied', limit: 1 } }),
    select: ({ items: [last] }) => last,
  });
};
