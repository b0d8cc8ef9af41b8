import type {
  AwaitedIdentifier,
  AwaitedIdentifierInput,
  Identifier,
  Page,
  ProfileFieldChanges,
  SessionView,
  UserFilter,
  UserInput,
  UserRecord,
  UserSorting,
} from '@postern/contracts';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useApi } from '../../api/api-context';

/** A generated one-time password is returned only once: for a new account, and for a new owner. */
export type UserWithPassword = UserRecord & { readonly initialPassword?: string };
export type UserChange = Partial<Pick<UserRecord, 'name' | 'email' | 'emailVerified' | 'role' | 'status'>> & {
  readonly fields?: ProfileFieldChanges;
};

const usersKey = ['users'] as const;

export interface UsersQuery extends UserFilter {
  readonly search: string | undefined;
  readonly page: number;
  readonly pageSize: number;
  readonly sort: UserSorting;
}

export const useUsers = (query: UsersQuery) => {
  const api = useApi();
  return useQuery({
    queryKey: [...usersKey, 'list', query],
    queryFn: ({ signal }) => api.get<Page<UserRecord>>('/users', { signal, query: { ...query } }),
    placeholderData: keepPreviousData,
  });
};

export const useUser = (id: string) => {
  const api = useApi();
  return useQuery({
    queryKey: [...usersKey, id],
    queryFn: ({ signal }) => api.get<UserRecord>(`/users/${id}`, { signal }),
  });
};

export const useUserIdentifiers = (id: string) => {
  const api = useApi();
  return useQuery({
    queryKey: [...usersKey, id, 'identifiers'],
    queryFn: ({ signal }) => api.get<readonly Identifier[]>(`/users/${id}/identifiers`, { signal }),
  });
};

export const useUserSessions = (id: string) => {
  const api = useApi();
  return useQuery({
    queryKey: [...usersKey, id, 'sessions'],
    queryFn: ({ signal }) => api.get<readonly SessionView[]>(`/users/${id}/sessions`, { signal }),
  });
};

/** Refetches all user data after a change: blocking ends sessions, and counts change with removed identifiers. */
const useUserMutation = <Input, Answer>(mutationFn: (input: Input) => Promise<Answer>) => {
  const queries = useQueryClient();
  return useMutation({ mutationFn, onSuccess: () => queries.invalidateQueries({ queryKey: usersKey }) });
};

export const useCreateUser = () => {
  const api = useApi();
  return useUserMutation((user: UserInput) => api.post<UserWithPassword>('/users', user));
};

export const useChangeUser = (id: string) => {
  const api = useApi();
  return useUserMutation((change: UserChange) => api.patch<UserWithPassword>(`/users/${id}`, change));
};

export const useResetPassword = (id: string) => {
  const api = useApi();
  return useUserMutation(() => api.post<{ readonly initialPassword: string }>(`/users/${id}/reset-password`));
};

export const useDeleteUser = (id: string) => {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => api.delete(`/users/${id}`),
    // The page of the deleted user is closing and must not refetch it.
    onSuccess: () => queries.invalidateQueries({ queryKey: [...usersKey, 'list'] }),
  });
};

export const useAddUserIdentifier = (id: string) => {
  const api = useApi();
  return useUserMutation(
    (input: { readonly methodId: string; readonly certificate: string; readonly label?: string }) =>
      api.post<Identifier>(`/users/${id}/identifiers`, input),
  );
};

export const useRemoveUserIdentifier = (id: string) => {
  const api = useApi();
  return useUserMutation((identifierId: string) => api.delete(`/users/${id}/identifiers/${identifierId}`));
};

export const useAwaitedIdentifiers = (id: string) => {
  const api = useApi();
  return useQuery({
    queryKey: [...usersKey, id, 'awaited-identifiers'],
    queryFn: ({ signal }) => api.get<readonly AwaitedIdentifier[]>(`/users/${id}/awaited-identifiers`, { signal }),
  });
};

export const useAddAwaitedIdentifier = (id: string) => {
  const api = useApi();
  return useUserMutation((input: AwaitedIdentifierInput) =>
    api.post<AwaitedIdentifier>(`/users/${id}/awaited-identifiers`, input),
  );
};

export const useRemoveAwaitedIdentifier = (id: string) => {
  const api = useApi();
  return useUserMutation((awaitedId: string) => api.delete(`/users/${id}/awaited-identifiers/${awaitedId}`));
};

/** Ends one session, or all of them if the id is null. */
export const useEndUserSession = (id: string) => {
  const api = useApi();
  return useUserMutation((sessionId: string | null) =>
    api.delete(sessionId === null ? `/users/${id}/sessions` : `/users/${id}/sessions/${sessionId}`),
  );
};
