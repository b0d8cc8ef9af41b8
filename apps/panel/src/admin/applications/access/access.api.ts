import type { AccessRequest, AccessRequestState, ClientMember, KeyPage, MemberRole } from '@postern/contracts';
import { keepPreviousData, useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useApi } from '../../../api/api-context';
import { clientPath } from '../../api/applications.api';

const limit = 25;
const membersKey = ['client-members'] as const;

/** Which people a list shows; empty: all. */
export type MemberFilter = 'administrators' | 'members' | 'others' | 'blocked' | '';

/** People of an application by username, loaded page by page. */
export const useMembers = (clientId: string, search: string, show: MemberFilter) => {
  const api = useApi();
  return useInfiniteQuery({
    queryKey: [...membersKey, clientId, search, show],
    queryFn: ({ pageParam, signal }) =>
      api.get<KeyPage<ClientMember>>(`${clientPath(clientId)}/members`, {
        signal,
        query: { search: search || null, show: show || null, after: pageParam, limit },
      }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
  });
};

/** Open requests for access, newest first. */
export const useAccessRequests = (clientId: string) => {
  const api = useApi();
  return useInfiniteQuery({
    queryKey: [...membersKey, clientId, 'requests'],
    queryFn: ({ pageParam, signal }) =>
      api.get<KeyPage<AccessRequest>>(`${clientPath(clientId)}/access-requests`, {
        signal,
        query: { state: 'open', before: pageParam, limit },
      }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
  });
};

const useMemberMutation = <Input, Answer>(mutationFn: (input: Input) => Promise<Answer>) => {
  const queries = useQueryClient();
  return useMutation({ mutationFn, onSettled: () => queries.invalidateQueries({ queryKey: membersKey }) });
};

/** What an administrator does with people of an application. */
export type MemberAction = MemberRole | 'remove' | 'block' | 'unblock' | 'end-sessions';

interface MemberChange {
  readonly ids: readonly string[];
  readonly action: MemberAction;
}

/** Makes somebody a member who has no role; an administrator stays one. */
export const useAddMember = (clientId: string) => {
  const api = useApi();
  return useMemberMutation(async ({ id, username }: { readonly id: string; readonly username: string }) => {
    const path = `${clientPath(clientId)}/members`;
    const query = { search: username, show: 'administrators', limit: 100 };
    const { items } = await api.get<KeyPage<ClientMember>>(path, { query });
    if (!items.some((one) => one.id === id)) await api.put(`${path}/${id}`, { role: 'member' });
  });
};

/** One person after the other; stops at the first that is refused. */
export const useChangeMembers = (clientId: string) => {
  const api = useApi();
  return useMemberMutation(async ({ ids, action }: MemberChange) => {
    for (const id of ids) {
      const path = `${clientPath(clientId)}/members/${id}`;
      if (action === 'remove') await api.delete(path);
      else if (action === 'member' || action === 'administrator') await api.put(path, { role: action });
      else await api.post(`${path}/${action}`);
    }
  });
};

interface Answer {
  readonly id: string;
  readonly state: Exclude<AccessRequestState, 'open'>;
}

export const useAnswerRequest = (clientId: string) => {
  const api = useApi();
  return useMemberMutation(({ id, state }: Answer) =>
    api.post(`${clientPath(clientId)}/access-requests/${id}/answer`, { state }),
  );
};
