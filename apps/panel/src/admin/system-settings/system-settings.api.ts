import type { SystemSettings } from '@postern/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useApi } from '../../api/api-context';

const path = '/system-settings';
const key = ['system-settings'] as const;

export const useSystemSettings = () => {
  const api = useApi();
  return useQuery({ queryKey: key, queryFn: ({ signal }) => api.get<SystemSettings>(path, { signal }) });
};

export const useChangeSystemSettings = () => {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (change: SystemSettings) => api.patch<SystemSettings>(path, change),
    onSuccess: (settings) => queries.setQueryData(key, settings),
  });
};
