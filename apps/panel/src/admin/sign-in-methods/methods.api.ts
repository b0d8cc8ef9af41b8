import type {
  LatelyPresented,
  LockOutPreview,
  MethodTestResult,
  ProviderDescriptor,
  SignInMethodInput,
  SignInMethodRecord,
} from '@postern/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useApi } from '../../api/api-context';
import { changedPlacements } from './placement';
import type { Placement } from './placement';

const path = '/sign-in-methods';
const methodsKey = ['sign-in-methods'] as const;

export const useMethods = () => {
  const api = useApi();
  return useQuery({
    queryKey: methodsKey,
    queryFn: ({ signal }) => api.get<readonly SignInMethodRecord[]>(path, { signal }),
  });
};

/** The templates, by what each provider says of itself. */
export const useMethodTypes = () => {
  const api = useApi();
  return useQuery({
    queryKey: ['sign-in-method-types'],
    queryFn: ({ signal }) => api.get<readonly ProviderDescriptor[]>(`${path}/types`, { signal }),
    staleTime: Infinity,
  });
};

/** What the provider of one type says of itself; undefined until it is known. */
export const useMethodType = (type: string): ProviderDescriptor | undefined =>
  useMethodTypes().data?.find((one) => one.type === type);

/** Creates, or with an id changes. */
export const useSaveMethod = (id: string | null) => {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ type, ...input }: SignInMethodInput) =>
      id === null
        ? api.post<SignInMethodRecord>(path, { type, ...input })
        : api.patch<SignInMethodRecord>(`${path}/${id}`, input),
    onSuccess: () => queries.invalidateQueries({ queryKey: methodsKey }),
  });
};

/** Moves and switches; what is seen changes at once, and back when the server refuses. */
const usePlaceMethods = () => {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (placements: readonly Placement[]) => {
      // One after the other, in their order: the server may make room for each.
      for (const { id, ...placement } of placements) await api.patch(`${path}/${id}`, placement);
    },
    onMutate: async (placements) => {
      await queries.cancelQueries({ queryKey: methodsKey });
      const before = queries.getQueryData<readonly SignInMethodRecord[]>(methodsKey);
      queries.setQueryData<readonly SignInMethodRecord[]>(methodsKey, (methods) =>
        methods?.map((method) => ({ ...method, ...placements.find(({ id }) => id === method.id) })),
      );
      return before;
    },
    onError: (_error, _placements, before) => queries.setQueryData(methodsKey, before),
    onSettled: () => queries.invalidateQueries({ queryKey: methodsKey }),
  });
};

/** `usePlaceMethods` for one method that goes somewhere else. */
export const useMoveMethod = (methods: readonly SignInMethodRecord[]) => {
  const place = usePlaceMethods();
  return {
    ...place,
    /** As it stood when it was read. */
    restore: ({ id, group, position, enabled }: Placement): void => place.mutate([{ id, group, position, enabled }]),
    move: (
      to: Parameters<typeof changedPlacements> extends [unknown, ...infer Rest] ? Rest : never,
      onDone?: () => void,
    ) => {
      const placements = changedPlacements(methods, ...to);
      if (placements.length > 0) place.mutate(placements, { onSuccess: onDone });
    },
  };
};

/** Who could no longer sign in without the method; null asks nothing. */
export const useLockOut = (id: string | null) => {
  const api = useApi();
  return useQuery({
    queryKey: [...methodsKey, id, 'lock-out'],
    queryFn: ({ signal }) => api.get<LockOutPreview>(`${path}/${id ?? ''}/lock-out`, { signal }),
    enabled: id !== null,
    staleTime: 0,
  });
};

export const useDeleteMethod = () => {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => api.delete(`${path}/${id}`),
    onSuccess: () => queries.invalidateQueries({ queryKey: methodsKey }),
  });
};

/** Certificates that were shown to a method lately; null asks nothing. */
export const usePresented = (id: string | null) => {
  const api = useApi();
  return useQuery({
    queryKey: [...methodsKey, id, 'presented'],
    queryFn: ({ signal }) => api.get<readonly LatelyPresented[]>(`${path}/${id ?? ''}/presented`, { signal }),
    enabled: id !== null,
    staleTime: 0,
  });
};

/** Settings that are tried in place of the stored ones; absent: as they are stored. */
export type DraftParams = SignInMethodInput['params'];

interface Trial {
  readonly certificate: string;
  readonly params?: DraftParams;
}

/** A dry run: what a sign-in with this certificate would come to. */
export const useTestMethod = (id: string) => {
  const api = useApi();
  return useMutation({ mutationFn: (trial: Trial) => api.post<MethodTestResult>(`${path}/${id}/test`, trial) });
};

/** The same as soon as there is a certificate, and again when the settings change. Nobody is told where they are refused. */
export const useTrialOf = (id: string | null, certificate: string | undefined, params: string) => {
  const api = useApi();
  return useQuery({
    queryKey: [...methodsKey, id, 'trial', certificate, params],
    queryFn: ({ signal }) => {
      const trial = { certificate: certificate!, params: JSON.parse(params) as object };
      return api.post<MethodTestResult>(`${path}/${id ?? ''}/test`, trial, { signal });
    },
    enabled: id !== null && certificate !== undefined,
    staleTime: Infinity,
    retry: false,
  });
};
