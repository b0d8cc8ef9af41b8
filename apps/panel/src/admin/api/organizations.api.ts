import type {
  ClientRecord,
  MembershipInput,
  MembershipRecord,
  OrganizationChange,
  OrganizationInput,
  OrganizationRecord,
  OrganizationRole,
  Page,
} from '@postern/contracts';
import { useMutation, useQueries, useQuery, useQueryClient } from '@tanstack/react-query';
import { useApi } from '../../api/api-context';
import { ownOrganizationsKey } from '../../api/own-organizations';
import { clientsKey } from './applications.api';

const path = '/organizations';
const organizationsKey = ['organizations'] as const;

export interface ListQuery {
  readonly search: string;
  readonly page: number;
  readonly pageSize: number;
}

export const useOrganizations = ({ search, page, pageSize }: ListQuery) => {
  const api = useApi();
  return useQuery({
    queryKey: [...organizationsKey, 'list', search, page, pageSize],
    queryFn: ({ signal }) =>
      api.get<Page<OrganizationRecord>>(path, { signal, query: { search: search || undefined, page, pageSize } }),
  });
};

export const useOrganization = (id: string) => {
  const api = useApi();
  return useQuery({
    queryKey: [...organizationsKey, id],
    queryFn: ({ signal }) => api.get<OrganizationRecord>(`${path}/${id}`, { signal }),
  });
};

/** Those of the ids that could be read; an id stands for itself until then. */
export const useNamedOrganizations = (ids: readonly string[]): readonly Pick<OrganizationRecord, 'id' | 'name'>[] => {
  const api = useApi();
  return useQueries({
    queries: ids.map((id) => ({
      queryKey: [...organizationsKey, id],
      queryFn: ({ signal }: { readonly signal: AbortSignal }) =>
        api.get<OrganizationRecord>(`${path}/${id}`, { signal }),
    })),
    combine: (answers) => answers.map(({ data }, index) => data ?? { id: ids[index]!, name: ids[index]! }),
  });
};

export const useMembers = (id: string, { search, page, pageSize }: ListQuery) => {
  const api = useApi();
  return useQuery({
    queryKey: [...organizationsKey, id, 'members', search, page, pageSize],
    queryFn: ({ signal }) =>
      api.get<Page<MembershipRecord>>(`${path}/${id}/members`, {
        ...{ signal, query: { search: search || undefined, page, pageSize } },
      }),
  });
};

export const useOrganizationClients = (id: string, { search, page, pageSize }: ListQuery) => {
  const api = useApi();
  return useQuery({
    queryKey: [...clientsKey, 'of', id, search, page, pageSize],
    queryFn: ({ signal }) =>
      api.get<Page<ClientRecord>>('/clients', {
        ...{ signal, query: { organization_id: id, search: search || undefined, page, pageSize } },
      }),
  });
};

const useOrganizationMutation = <Input, Answer>(mutationFn: (input: Input) => Promise<Answer>) => {
  const queries = useQueryClient();
  return useMutation({
    mutationFn,
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ownOrganizationsKey });
      await queries.invalidateQueries({ queryKey: organizationsKey });
    },
  });
};

/** Creates, or with an id changes. */
export const useSaveOrganization = (id: string | null) => {
  const api = useApi();
  return useOrganizationMutation((input: OrganizationInput) =>
    id === null ? api.post<OrganizationRecord>(path, input) : api.patch<OrganizationRecord>(`${path}/${id}`, input),
  );
};

export const useChangeOrganization = (id: string) => {
  const api = useApi();
  return useOrganizationMutation((change: OrganizationChange) =>
    api.patch<OrganizationRecord>(`${path}/${id}`, change),
  );
};

export const useDeleteOrganization = (id: string) => {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => api.delete(`${path}/${id}`),
    onSuccess: () => queries.invalidateQueries({ queryKey: [...organizationsKey, 'list'] }),
  });
};

export const useAddMember = (id: string) => {
  const api = useApi();
  return useOrganizationMutation((input: MembershipInput) =>
    api.post<MembershipRecord>(`${path}/${id}/members`, input),
  );
};

interface RoleChange {
  readonly member: string;
  readonly role: OrganizationRole;
}

export const useChangeRole = (id: string) => {
  const api = useApi();
  return useOrganizationMutation(({ member, role }: RoleChange) =>
    api.patch<MembershipRecord>(`${path}/${id}/members/${member}`, { role }),
  );
};

export const useRemoveMember = (id: string) => {
  const api = useApi();
  return useOrganizationMutation((member: string) => api.delete(`${path}/${id}/members/${member}`));
};
