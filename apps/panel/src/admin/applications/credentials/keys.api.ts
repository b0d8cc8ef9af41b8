import type { KeyCredentialInput, KeyCredentialManifest } from '@postern/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useApi } from '../../../api/api-context';
import { clientPath, clientsKey } from '../../api/applications.api';

const pathOf = (clientId: string): string => `${clientPath(clientId)}/key-credentials`;

export const useManifest = (clientId: string) => {
  const api = useApi();
  return useQuery({
    queryKey: [...clientsKey, clientId, 'keys'],
    queryFn: ({ signal }) => api.get<KeyCredentialManifest>(pathOf(clientId), { signal }),
  });
};

/** Replaces the certificates that sign assertions. They are used immediately, and a secret stops working. */
export const useReplaceManifest = (clientId: string) => {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (manifest: KeyCredentialManifest<KeyCredentialInput>) =>
      api.put<KeyCredentialManifest>(pathOf(clientId), manifest),
    onSettled: () => queries.invalidateQueries({ queryKey: clientsKey }),
  });
};
