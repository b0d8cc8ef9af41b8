import type { ResourceServer, ResourceServerInput } from '@postern/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useApi } from '../../api/api-context';
import { everyItem } from '../../api/lists';

const path = '/resource-servers';
const apisKey = ['apis'] as const;

/** APIs that tokens are issued for; Postern's own first. */
export const useApis = () => {
  const api = useApi();
  return useQuery({ queryKey: apisKey, queryFn: ({ signal }) => everyItem<ResourceServer>(api, path, signal) });
};

const useApiMutation = <Input, Answer>(mutationFn: (input: Input) => Promise<Answer>) => {
  const queries = useQueryClient();
  // Deleting an API, or one of its scopes, also removes the grants that applications have there.
  const asked = [apisKey, ['grants']];
  return useMutation({
    mutationFn,
    onSuccess: () => Promise.all(asked.map((queryKey) => queries.invalidateQueries({ queryKey }))),
  });
};

/** Creates, or with an id changes; the identifier cannot change. */
export const useSaveApi = (id: string | null) => {
  const api = useApi();
  return useApiMutation(({ identifier, ...input }: ResourceServerInput) =>
    id === null
      ? api.post<ResourceServer>(path, { identifier, ...input })
      : api.patch<ResourceServer>(`${path}/${id}`, input),
  );
};

export const useDeleteApi = () => {
  const api = useApi();
  return useApiMutation((id: string) => api.delete(`${path}/${id}`));
};
