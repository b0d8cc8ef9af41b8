import type { GatewayUpstream, GatewayUpstreamInput } from '@postern/contracts';
import { useQuery } from '@tanstack/react-query';
import { useApi } from '../../../api/api-context';
import { gatewayKey, useGatewayMutation } from '../shared/gateway-query';

const path = (id: string): string => `/gateway/upstreams/${encodeURIComponent(id)}`;

export const useUpstreams = () => {
  const api = useApi();
  return useQuery({
    queryKey: [...gatewayKey, 'upstreams'],
    queryFn: ({ signal }) => api.get<readonly GatewayUpstream[]>('/gateway/upstreams', { signal }),
  });
};

/** Creates one without an id, else changes it; in effect when the response arrives. */
export const useSaveUpstream = (id: string | null) => {
  const api = useApi();
  return useGatewayMutation((input: GatewayUpstreamInput) =>
    id === null ? api.post<GatewayUpstream>('/gateway/upstreams', input) : api.patch<GatewayUpstream>(path(id), input),
  );
};

export const useDeleteUpstream = () => {
  const api = useApi();
  return useGatewayMutation((id: string) => api.delete(path(id)));
};
