import type { ClientInput, ClientPatch, ClientRecord, ClientWithSecret } from '@postern/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useApi } from '../../api/api-context';
import { useOrganizationScope } from '../../api/organization-scope';
import { everyItem } from '../../api/lists';

export const clientsKey = ['clients'] as const;

export const clientPath = (id: string): string => `/clients/${encodeURIComponent(id)}`;

/** All applications, or those of the organization whose pages are shown; few enough to search and sort in the browser. */
export const useClients = () => {
  const api = useApi();
  const organization = useOrganizationScope();
  const query = organization === null ? {} : { organization_id: organization };
  return useQuery({
    queryKey: organization === null ? clientsKey : [...clientsKey, 'of', organization],
    queryFn: ({ signal }) => everyItem<ClientRecord>(api, '/clients', signal, query),
  });
};

export const useClient = (id: string) => {
  const api = useApi();
  return useQuery({
    queryKey: [...clientsKey, id],
    queryFn: ({ signal }) => api.get<ClientRecord>(clientPath(id), { signal }),
  });
};

const useClientMutation = <Input, Answer>(mutationFn: (input: Input) => Promise<Answer>) => {
  const queries = useQueryClient();
  return useMutation({ mutationFn, onSuccess: () => queries.invalidateQueries({ queryKey: clientsKey }) });
};

/** The response contains the secret; it is returned only once. */
export const useCreateClient = () => {
  const api = useApi();
  return useClientMutation((client: ClientInput) => api.post<ClientWithSecret>('/clients', client));
};

/** A public application that becomes confidential gets a secret, returned only once. */
export const useChangeClient = (id: string) => {
  const api = useApi();
  return useClientMutation((change: ClientPatch) =>
    api.patch<ClientRecord & Partial<ClientWithSecret>>(clientPath(id), change),
  );
};

/** The old secret stops working immediately; the response contains the new one, only once. */
export const useRotateSecret = (id: string) => {
  const api = useApi();
  return useClientMutation(() => api.post<ClientWithSecret>(`${clientPath(id)}/rotate-secret`));
};

export const useDeleteClient = (id: string) => {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => api.delete(clientPath(id)),
    onSuccess: () => queries.invalidateQueries({ queryKey: clientsKey, exact: true }),
  });
};
