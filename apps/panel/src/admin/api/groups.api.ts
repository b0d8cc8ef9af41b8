import type { GroupInput, GroupMemberRecord, GroupRecord, Page, UserRecord } from '@postern/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useApi } from '../../api/api-context';
import { useMay } from '../../api/may';
import { useIsLimited, useOrganizationScope } from '../../api/organization-scope';
import { everyItem } from '../../api/lists';

const path = '/groups';
const groupsKey = ['groups'] as const;

/** All groups, by name; none for people who may not read them. */
export const useGroups = () => {
  const api = useApi();
  const may = useMay();
  return useQuery({
    queryKey: groupsKey,
    queryFn: ({ signal }) => everyItem<GroupRecord>(api, path, signal),
    enabled: may('read:groups'),
  });
};

export const useGroup = (id: string) => {
  const api = useApi();
  return useQuery({
    queryKey: [...groupsKey, id],
    queryFn: ({ signal }) => api.get<GroupRecord>(`${path}/${id}`, { signal }),
  });
};

export const memberPageSize = 20;

export const useGroupMembers = (id: string, page: number) => {
  const api = useApi();
  return useQuery({
    queryKey: [...groupsKey, id, 'members', page],
    queryFn: ({ signal }) =>
      api.get<Page<GroupMemberRecord>>(`${path}/${id}/members`, { signal, query: { page, pageSize: memberPageSize } }),
  });
};

export const useUserGroups = (userId: string) => {
  const api = useApi();
  return useQuery({
    queryKey: [...groupsKey, 'of', userId],
    queryFn: ({ signal }) => api.get<readonly GroupRecord[]>(`/users/${userId}/groups`, { signal }),
  });
};

type FoundPerson = Pick<UserRecord, 'id' | 'username' | 'name'>;

/**
 * People whose name or username contains the text; none while it is empty. People who administer an organization alone find its
 * members.
 */
export const useFoundPeople = (search: string) => {
  const api = useApi();
  const [organization, limited] = [useOrganizationScope(), useIsLimited()];
  const at = limited ? `/organizations/${organization}/members` : '/users';
  return useQuery({
    queryKey: ['users', 'found', at, search],
    queryFn: ({ signal }) => api.get<Page<FoundPerson>>(at, { signal, query: { search, page: 0, pageSize: 10 } }),
    enabled: search !== '',
  });
};

const useGroupMutation = <Input, Answer>(mutationFn: (input: Input) => Promise<Answer>) => {
  const queries = useQueryClient();
  return useMutation({ mutationFn, onSuccess: () => queries.invalidateQueries({ queryKey: groupsKey }) });
};

/** Creates, or with an id changes. */
export const useSaveGroup = (id: string | null) => {
  const api = useApi();
  return useGroupMutation((group: GroupInput) =>
    id === null ? api.post<GroupRecord>(path, group) : api.patch<GroupRecord>(`${path}/${id}`, group),
  );
};

export const useDeleteGroup = () => {
  const api = useApi();
  return useGroupMutation((id: string) => api.delete(`${path}/${id}`));
};

export interface Membership {
  readonly groupId: string;
  readonly userId: string;
}

export const useAddMember = () => {
  const api = useApi();
  return useGroupMutation(({ groupId, userId }: Membership) => api.put(`${path}/${groupId}/members/${userId}`));
};

export const useRemoveMember = () => {
  const api = useApi();
  return useGroupMutation(({ groupId, userId }: Membership) => api.delete(`${path}/${groupId}/members/${userId}`));
};
