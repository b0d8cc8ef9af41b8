import type { AppearanceInput, AppearanceRecord } from '@postern/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useApi } from '../../api/api-context';

/** Of an application; null: of the system. */
const pathOf = (clientId: string | null): string =>
  clientId === null ? '/appearance' : `/clients/${encodeURIComponent(clientId)}/appearance`;

export const useAppearance = (clientId: string | null) => {
  const api = useApi();
  return useQuery({
    queryKey: ['appearance', clientId],
    queryFn: ({ signal }) => api.get<AppearanceRecord>(pathOf(clientId), { signal }),
  });
};

export const useChangeAppearance = (clientId: string | null) => {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (input: AppearanceInput) => api.patch<AppearanceRecord>(pathOf(clientId), input),
    onSuccess: (record) => {
      // Applications inherit what the system sets.
      void queries.invalidateQueries({ queryKey: ['appearance'], refetchType: 'none' });
      queries.setQueryData(['appearance', clientId], record);
    },
  });
};
