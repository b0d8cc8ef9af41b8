import type { ClientGrant } from '@postern/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useApi } from '../../../api/api-context';
import { useMay } from '../../../api/may';
import { everyItem } from '../../../api/lists';

const path = '/client-grants';
const grantsKey = ['grants'] as const;

/** What an application may do at which APIs; nothing for people who may not read it. */
export const useGrants = (clientId: string) => {
  const api = useApi();
  const may = useMay()('read:client_grants');
  return useQuery({
    queryKey: [...grantsKey, clientId, may],
    queryFn: ({ signal }) => (may ? everyItem<ClientGrant>(api, path, signal, { client_id: clientId }) : []),
  });
};

const useGrantMutation = <Input, Answer>(mutationFn: (input: Input) => Promise<Answer>) => {
  const queries = useQueryClient();
  return useMutation({ mutationFn, onSuccess: () => queries.invalidateQueries({ queryKey: grantsKey }) });
};

export type GrantValues = Pick<ClientGrant, 'audience' | 'scope' | 'on_behalf_of'>;

/** Creates, or with an id changes; application and API cannot change. */
export const useSaveGrant = (clientId: string, id: string | null) => {
  const api = useApi();
  return useGrantMutation(({ audience, ...input }: GrantValues) =>
    id === null
      ? api.post<ClientGrant>(path, { client_id: clientId, audience, ...input })
      : api.patch<ClientGrant>(`${path}/${id}`, input),
  );
};

export const useDeleteGrant = () => {
  const api = useApi();
  return useGrantMutation((id: string) => api.delete(`${path}/${id}`));
};
