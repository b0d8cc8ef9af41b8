import type {
  CertificateBlockInput,
  CertificateBlockRecord,
  RevocationAuthority,
  RevocationSettings,
} from '@postern/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useApi } from '../../api/api-context';

const path = '/revocation/authorities';
const blocksPath = '/revocation/blocks';
const authoritiesKey = ['revocation', 'authorities'] as const;
const blocksKey = ['revocation', 'blocks'] as const;
/** Milliseconds between two polls, so that background updates appear without a reload. */
const pause = 30_000;

/** Every trusted CA; `enabled: false` sends no request. */
export const useRevocationAuthorities = (enabled = true) => {
  const api = useApi();
  return useQuery({
    queryKey: authoritiesKey,
    queryFn: ({ signal }) => api.get<readonly RevocationAuthority[]>(path, { signal }),
    refetchInterval: pause,
    enabled,
  });
};

const useRevocationMutation = <Input>(mutationFn: (input: Input) => Promise<RevocationAuthority>) => {
  const queries = useQueryClient();
  return useMutation({
    mutationFn,
    onSuccess: (changed) =>
      queries.setQueryData<readonly RevocationAuthority[]>(authoritiesKey, (all) =>
        all?.map((authority) => (authority.id === changed.id ? changed : authority)),
      ),
  });
};

export const useChangeRevocation = (id: string) => {
  const api = useApi();
  return useRevocationMutation((settings: Partial<RevocationSettings>) =>
    api.patch<RevocationAuthority>(`${path}/${id}`, settings),
  );
};

export const useFetchList = (id: string) => {
  const api = useApi();
  return useRevocationMutation((_: void) => api.post<RevocationAuthority>(`${path}/${id}/fetch`));
};

export const useUploadList = (id: string) => {
  const api = useApi();
  return useRevocationMutation((file: Blob) =>
    api.post<RevocationAuthority>(`${path}/${id}/list`, new Blob([file], { type: 'application/pkix-crl' })),
  );
};

export const useBlocks = () => {
  const api = useApi();
  return useQuery({
    queryKey: blocksKey,
    queryFn: ({ signal }) => api.get<readonly CertificateBlockRecord[]>(blocksPath, { signal }),
  });
};

const useBlockMutation = <Input, Answer>(mutationFn: (input: Input) => Promise<Answer>) => {
  const queries = useQueryClient();
  return useMutation({
    mutationFn,
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: blocksKey });
      // The inventory shows which certificates are blocked.
      await queries.invalidateQueries({ queryKey: ['certificates'] });
    },
  });
};

export const useBlockCertificate = () => {
  const api = useApi();
  return useBlockMutation((input: CertificateBlockInput) => api.post<CertificateBlockRecord>(blocksPath, input));
};

export const useUnblockCertificate = () => {
  const api = useApi();
  return useBlockMutation((id: string) => api.delete(`${blocksPath}/${id}`));
};
