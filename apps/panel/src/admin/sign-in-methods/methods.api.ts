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

/** Templates from the providers' descriptors. */
export const useMethodTypes = () => {
  const api = useApi();
  return useQuery({
    queryKey: ['sign-in-method-types'],
    queryFn: ({ signal }) => api.get<readonly ProviderDescriptor[]>(`${path}/types`, { signal }),
    staleTime: Infinity,
  });
};

/** The descriptor of one type's provider; undefined while loading. */
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

/** Moves and switches methods; the UI updates at once and reverts if the server refuses. */
const usePlaceMethods = () => {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (placements: readonly Placement[]) => {
      // Sequentially and in order: the server may shift others for each one.
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

/** `usePlaceMethods` for one moved method. */
export const useMoveMethod = (methods: readonly SignInMethodRecord[]) => {
  const place = usePlaceMethods();
  return {
    ...place,
    /** The method's state when it was loaded. */
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

/** People who could no longer sign in without the method; null loads nothing. */
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

/** Certificates recently presented to a method; null loads nothing. */
export const usePresented = (id: string | null) => {
  const api = useApi();
  return useQuery({
    queryKey: [...methodsKey, id, 'presented'],
    queryFn: ({ signal }) => api.get<readonly LatelyPresented[]>(`${path}/${id ?? ''}/presented`, { signal }),
    enabled: id !== null,
    staleTime: 0,
  });
};

/** Settings to try instead of the stored ones; absent: the stored ones. */
export type DraftParams = SignInMethodInput['params'];

interface Trial {
  readonly certificate: string;
  readonly params?: DraftParams;
}

/** A dry run: the result of a sign-in with this certificate. */
export const useTestMethod = (id: string) => {
  const api = useApi();
  return useMutation({ mutationFn: (trial: Trial) => api.post<MethodTestResult>(`${path}/${id}/test`, trial) });
};

/**
 * Runs automatically once there is a certificate, and again when the settings change. Refused settings are not
 * reported.
 */
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
