import type { GatewayAuthority, GatewayAuthorityInput } from '@postern/contracts';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useApi } from '../../../api/api-context';
import { gatewayKey, useGatewayMutation } from '../shared/gateway-query';

export const useAuthorities = () => {
  const api = useApi();
  return useQuery({
    queryKey: [...gatewayKey, 'authorities'],
    queryFn: ({ signal }) => api.get<readonly GatewayAuthority[]>('/gateway/authorities', { signal }),
  });
};

/** For sentences about policies. */
export const useAuthorityNames = (): ReadonlyMap<string, string> => {
  const { data } = useAuthorities();
  return useMemo(() => new Map(data?.map(({ id, name }) => [id, name])), [data]);
};

export const useUploadAuthority = () => {
  const api = useApi();
  return useGatewayMutation((input: GatewayAuthorityInput) =>
    api.post<GatewayAuthority>('/gateway/authorities', input),
  );
};

export const useDeleteAuthority = () => {
  const api = useApi();
  return useGatewayMutation((id: string) => api.delete(`/gateway/authorities/${encodeURIComponent(id)}`));
};
