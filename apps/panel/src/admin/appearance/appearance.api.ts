import type { AppearanceInput, AppearanceRecord } from '@postern/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useApi } from '../../api/api-context';

/** Whose appearance it is; null: the system's. */
export type AppearanceOwner = { readonly clientId: string } | { readonly organizationId: string } | null;

const pathOf = (owner: AppearanceOwner): string => {
  if (owner === null) return '/appearance';
  return 'clientId' in owner
    ? `/clients/${encodeURIComponent(owner.clientId)}/appearance`
    : `/organizations/${owner.organizationId}/appearance`;
};

export const useAppearance = (owner: AppearanceOwner) => {
  const api = useApi();
  return useQuery({
    queryKey: ['appearance', pathOf(owner)],
    queryFn: ({ signal }) => api.get<AppearanceRecord>(pathOf(owner), { signal }),
  });
};

export const useChangeAppearance = (owner: AppearanceOwner) => {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (input: AppearanceInput) => api.patch<AppearanceRecord>(pathOf(owner), input),
    onSuccess: (record) => {
      // Applications inherit what the system sets.
      void queries.invalidateQueries({ queryKey: ['appearance'], refetchType: 'none' });
      queries.setQueryData(['appearance', pathOf(owner)], record);
    },
  });
};
