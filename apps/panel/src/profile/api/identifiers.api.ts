import type { Identifier, IdentifierChange, LinkableMethod, UnlinkedCertificate } from '@postern/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useApi } from '../../api/api-context';

export const identifiersKey = ['me', 'identifiers'] as const;

export const useIdentifiers = () => {
  const api = useApi();
  return useQuery({
    queryKey: identifiersKey,
    queryFn: ({ signal }) => api.get<readonly Identifier[]>('/me/identifiers', { signal }),
  });
};

export const useUnlinkedCertificates = () => {
  const api = useApi();
  return useQuery({
    queryKey: ['me', 'unlinked-certificates'],
    queryFn: ({ signal }) => api.get<readonly UnlinkedCertificate[]>('/me/unlinked-certificates', { signal }),
  });
};

/** Public methods that can be added. */
export const useLinkableMethods = () => {
  const api = useApi();
  return useQuery({
    queryKey: ['me', 'linkable-methods'],
    queryFn: ({ signal }) => api.get<readonly LinkableMethod[]>('/me/linkable-methods', { signal }),
  });
};

export const useChangeIdentifier = (id: string) => {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (change: IdentifierChange) => api.patch<Identifier>(`/me/identifiers/${id}`, change),
    onSuccess: (changed) =>
      queries.setQueryData<readonly Identifier[]>(identifiersKey, (all) =>
        all?.map((one) => (one.id === id ? changed : one)),
      ),
  });
};

export const useRemoveIdentifier = () => {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => api.delete(`/me/identifiers/${id}`),
    // This also ends the sessions signed in with it.
    onSuccess: () => queries.invalidateQueries({ queryKey: ['me'] }),
  });
};
