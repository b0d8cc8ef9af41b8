import type { ClientTrustAnchor, ClientTrustAnchorInput } from '@postern/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useApi } from '../../api/api-context';

const path = '/client-trust-anchors';
const trustAnchorsKey = ['trust-anchors'] as const;

export const useClientTrustAnchors = () => {
  const api = useApi();
  return useQuery({
    queryKey: trustAnchorsKey,
    queryFn: ({ signal }) => api.get<readonly ClientTrustAnchor[]>(path, { signal }),
  });
};

const useTrustAnchorMutation = <Input, Answer>(mutationFn: (input: Input) => Promise<Answer>) => {
  const queries = useQueryClient();
  return useMutation({ mutationFn, onSuccess: () => queries.invalidateQueries({ queryKey: trustAnchorsKey }) });
};

export const useAddClientTrustAnchor = () => {
  const api = useApi();
  return useTrustAnchorMutation((input: ClientTrustAnchorInput) => api.post<ClientTrustAnchor>(path, input));
};

export const useDeleteClientTrustAnchor = () => {
  const api = useApi();
  return useTrustAnchorMutation((id: string) => api.delete(`${path}/${id}`));
};
