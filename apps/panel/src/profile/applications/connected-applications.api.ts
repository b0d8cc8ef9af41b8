import type { ConnectedApplication } from '@postern/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useApi } from '../../api/api-context';

const key = ['me', 'applications'] as const;

/** Applications with access to the person's account, oldest first. */
export const useConnectedApplications = () => {
  const api = useApi();
  return useQuery({
    queryKey: key,
    queryFn: ({ signal }) => api.get<readonly ConnectedApplication[]>('/me/applications', { signal }),
  });
};

/** Revokes everything that the application was granted. */
export const useWithdrawal = () => {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ clientId }: ConnectedApplication) => api.delete(`/me/applications/${encodeURIComponent(clientId)}`),
    onSettled: () => queries.invalidateQueries({ queryKey: ['me'] }),
  });
};
