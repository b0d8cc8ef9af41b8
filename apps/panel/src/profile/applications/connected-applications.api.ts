import type { ConnectedApplication } from '@postern/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useApi } from '../../api/api-context';

const key = ['me', 'applications'] as const;

/** Applications that have access to one's account, oldest first. */
export const useConnectedApplications = () => {
  const api = useApi();
  return useQuery({
    queryKey: key,
    queryFn: ({ signal }) => api.get<readonly ConnectedApplication[]>('/me/applications', { signal }),
  });
};

/** Takes everything back that the application was given. */
export const useWithdrawal = () => {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ clientId }: ConnectedApplication) => api.delete(`/me/applications/${encodeURIComponent(clientId)}`),
    onSettled: () => queries.invalidateQueries({ queryKey: ['me'] }),
  });
};
