import type { SessionView } from '@postern/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useApi } from '../../api/api-context';

const key = ['me', 'sessions'] as const;

/** The person's own sessions, the current one first. */
export const useOwnSessions = () => {
  const api = useApi();
  return useQuery({
    queryKey: key,
    queryFn: ({ signal }) => api.get<readonly SessionView[]>('/me/sessions', { signal }),
    select: (sessions) => [...sessions].sort((a, b) => Number(b.current) - Number(a.current)),
  });
};

/** Ends one session, or all except the current one if the id is null. */
export const useEndOwnSession = () => {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: string | null) => api.delete(id === null ? '/me/sessions' : `/me/sessions/${id}`),
    onSettled: () => queries.invalidateQueries({ queryKey: key }),
  });
};
