import type {
  ProfileFieldApplication,
  ProfileFieldInput,
  ProfileFieldRecord,
  ProfileFieldScope,
  ProfileFieldUsage,
} from '@postern/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useApi } from '../../api/api-context';
import { useMay } from '../../api/may';
import { meKey } from '../../api/me';

const path = '/profile-fields';
const fieldsKey = ['profile-fields'] as const;

/** Own profile fields, by key; none for people who may not read them. */
export const useProfileFields = () => {
  const api = useApi();
  const may = useMay();
  return useQuery({
    queryKey: fieldsKey,
    queryFn: ({ signal }) => api.get<readonly ProfileFieldRecord[]>(path, { signal }),
    enabled: may('read:profile_fields'),
  });
};

/** What a deletion concerns. @param id null: nothing is asked */
export const useProfileFieldUsage = (id: string | null) => {
  const api = useApi();
  return useQuery({
    queryKey: [...fieldsKey, id, 'usage'],
    queryFn: ({ signal }) => api.get<ProfileFieldUsage>(`${path}/${id}/usage`, { signal }),
    enabled: id !== null,
  });
};

/** Applications that may ask for a scope. */
export const useScopeApplications = (scope: ProfileFieldScope | null) => {
  const api = useApi();
  const may = useMay();
  return useQuery({
    queryKey: [...fieldsKey, 'applications', scope],
    queryFn: ({ signal }) =>
      api.get<readonly ProfileFieldApplication[]>(`${path}/applications`, { signal, query: { scope: scope ?? '' } }),
    enabled: scope !== null && may('read:clients'),
  });
};

const useFieldMutation = <Input, Answer>(mutationFn: (input: Input) => Promise<Answer>) => {
  const queries = useQueryClient();
  // Values go with a field; one's own profile draws the fields, too.
  const asked = [fieldsKey, ['users'], meKey];
  return useMutation({
    mutationFn,
    onSuccess: () => Promise.all(asked.map((queryKey) => queries.invalidateQueries({ queryKey }))),
  });
};

/** Creates, or with an id changes; key and kind cannot change. */
export const useSaveProfileField = (id: string | null) => {
  const api = useApi();
  return useFieldMutation(({ key, kind, ...input }: ProfileFieldInput) =>
    id === null
      ? api.post<ProfileFieldRecord>(path, { key, kind, ...input })
      : api.patch<ProfileFieldRecord>(`${path}/${id}`, input),
  );
};

export const useDeleteProfileField = () => {
  const api = useApi();
  return useFieldMutation((id: string) => api.delete(`${path}/${id}`));
};
