import type { ClientTrustAnchor, ClientTrustAnchorInput } from '@postern/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useApi } from '../../api/api-context';

const path = '/client-trust-anchors';
const authoritiesKey = ['client-authorities'] as const;

export const useClientAuthorities = () => {
  const api = useApi();
  return useQuery({
    queryKey: authoritiesKey,
    queryFn: ({ signal }) => api.get<readonly ClientTrustAnchor[]>(path, { signal }),
  });
};

const useAuthorityMutation = <Input, Answer>(mutationFn: (input: Input) => Promise<Answer>) => {
  const queries = useQueryClient();
  return useMutation({ mutationFn, onSuccess: () => queries.invalidateQueries({ queryKey: authoritiesKey }) });
};

export const useTrustAuthority = () => {
  const api = useApi();
  return useAuthorityMutation((input: ClientTrustAnchorInput) => api.post<ClientTrustAnchor>(path, input));
};

export const useDistrustAuthority = () => {
  const api = useApi();
  return useAuthorityMutation((id: string) => api.delete(`${path}/${id}`));
};
