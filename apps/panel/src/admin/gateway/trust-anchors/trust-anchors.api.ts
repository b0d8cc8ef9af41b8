import type { GatewayTrustAnchor, GatewayTrustAnchorInput } from '@postern/contracts';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useApi } from '../../../api/api-context';
import { gatewayKey, useGatewayMutation } from '../shared/gateway-query';

export const useTrustAnchors = () => {
  const api = useApi();
  return useQuery({
    queryKey: [...gatewayKey, 'trust-anchors'],
    queryFn: ({ signal }) => api.get<readonly GatewayTrustAnchor[]>('/gateway/trust-anchors', { signal }),
  });
};

/** Names by id, for descriptions of policies. */
export const useTrustAnchorNames = (): ReadonlyMap<string, string> => {
  const { data } = useTrustAnchors();
  return useMemo(() => new Map(data?.map(({ id, name }) => [id, name])), [data]);
};

export const useUploadTrustAnchor = () => {
  const api = useApi();
  return useGatewayMutation((input: GatewayTrustAnchorInput) =>
    api.post<GatewayTrustAnchor>('/gateway/trust-anchors', input),
  );
};

export const useDeleteTrustAnchor = () => {
  const api = useApi();
  return useGatewayMutation((id: string) => api.delete(`/gateway/trust-anchors/${encodeURIComponent(id)}`));
};
