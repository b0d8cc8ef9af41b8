import type { ApplicationSignInMethods, MethodPlacement } from '@postern/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useApi } from '../../../api/api-context';

const pathOf = (clientId: string): string => `/clients/${encodeURIComponent(clientId)}/sign-in-methods`;
const keyOf = (clientId: string) => ['application-methods', clientId] as const;

export const useApplicationMethods = (clientId: string) => {
  const api = useApi();
  return useQuery({
    queryKey: keyOf(clientId),
    queryFn: ({ signal }) => api.get<ApplicationSignInMethods>(pathOf(clientId), { signal }),
  });
};

/** Each change answers the whole list. */
export const usePlaceMethod = (clientId: string) => {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ id, ...placement }: MethodPlacement & { readonly id: string }) =>
      api.patch<ApplicationSignInMethods>(`${pathOf(clientId)}/${id}`, placement),
    onSuccess: (list) => queries.setQueryData(keyOf(clientId), list),
  });
};

export const useFollowSystem = (clientId: string) => {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => api.delete(pathOf(clientId)),
    onSuccess: () => queries.invalidateQueries({ queryKey: keyOf(clientId) }),
  });
};
