import type { DomainRecord, Page } from '@postern/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useApi } from '../../api/api-context';
import type { ListQuery } from './organizations.api';

const pathOf = (organization: string): string => `/organizations/${organization}/domains`;
const keyOf = (organization: string): readonly string[] => ['organizations', organization, 'domains'];

export const useDomains = (organization: string, { search, page, pageSize }: ListQuery) => {
  const api = useApi();
  return useQuery({
    queryKey: [...keyOf(organization), search, page, pageSize],
    queryFn: ({ signal }) =>
      api.get<Page<DomainRecord>>(pathOf(organization), {
        ...{ signal, query: { search: search || undefined, page, pageSize } },
      }),
  });
};

const useDomainMutation = <Input, Answer>(organization: string, mutationFn: (input: Input) => Promise<Answer>) => {
  const queries = useQueryClient();
  return useMutation({ mutationFn, onSuccess: () => queries.invalidateQueries({ queryKey: keyOf(organization) }) });
};

export const useAddDomain = (organization: string) => {
  const api = useApi();
  return useDomainMutation(organization, (input: { readonly domain: string }) =>
    api.post<DomainRecord>(pathOf(organization), input),
  );
};

/** Looks for the TXT record. */
export const useVerifyDomain = (organization: string) => {
  const api = useApi();
  return useDomainMutation(organization, (id: string) =>
    api.post<DomainRecord>(`${pathOf(organization)}/${id}/verification`),
  );
};

/** Verifies without the record, or takes that back. */
export const useDeclareDomain = (organization: string) => {
  const api = useApi();
  return useDomainMutation(organization, ({ id, verified }: { readonly id: string; readonly verified: boolean }) =>
    api.patch<DomainRecord>(`${pathOf(organization)}/${id}`, { verified }),
  );
};

export const useRemoveDomain = (organization: string) => {
  const api = useApi();
  return useDomainMutation(organization, (id: string) => api.delete(`${pathOf(organization)}/${id}`));
};
