import type { GatewayBackend, GatewayBackendInput } from '@postern/contracts';
import { useQuery } from '@tanstack/react-query';
import { useApi } from '../../../api/api-context';
import { gatewayKey, useGatewayMutation } from '../shared/gateway-query';

const path = (id: string): string => `/gateway/backends/${encodeURIComponent(id)}`;

export const useBackends = () => {
  const api = useApi();
  return useQuery({
    queryKey: [...gatewayKey, 'backends'],
    queryFn: ({ signal }) => api.get<readonly GatewayBackend[]>('/gateway/backends', { signal }),
  });
};

/** Creates one without an id, changes the one with it; in effect when it is answered. */
export const useSaveBackend = (id: string | null) => {
  const api = useApi();
  return useGatewayMutation((input: GatewayBackendInput) =>
    id === null ? api.post<GatewayBackend>('/gateway/backends', input) : api.patch<GatewayBackend>(path(id), input),
  );
};

export const useDeleteBackend = () => {
  const api = useApi();
  return useGatewayMutation((id: string) => api.delete(path(id)));
};
