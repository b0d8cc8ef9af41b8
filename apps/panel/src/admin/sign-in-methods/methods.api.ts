import type {
  LatelyPresented,
  LockOutPreview,
  MethodTestResult,
  OfferingApplications,
  ProviderDescriptor,
  SignInMethodInput,
  SignInMethodRecord,
} from '@postern/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useApi } from '../../api/api-context';
import { useOrganizationScope } from '../../api/organization-scope';
import { changedPlacements } from './placement';
import type { Placement } from './placement';

const path = '/sign-in-methods';
const methodsKey = ['sign-in-methods'] as const;

const queryOf = (organizationId: string | null) => ({ organizationId: organizationId ?? undefined });

/** Those of the system, or of the organization whose pages are shown. */
const useListKey = () => {
  const organizationId = useOrganizationScope();
  return organizationId === null ? methodsKey : ([...methodsKey, 'of', organizationId] as const);
};

export const useMethods = () => {
  const api = useApi();
  const query = queryOf(useOrganizationScope());
  return useQuery({
    queryKey: useListKey(),
    queryFn: ({ signal }) => api.get<readonly SignInMethodRecord[]>(path, { signal, query }),
  });
};

/** Templates from the providers' descriptors. */
export const useMethodTypes = () => {
  const api = useApi();
  const query = queryOf(useOrganizationScope());
  return useQuery({
    queryKey: ['sign-in-method-types'],
    queryFn: ({ signal }) => api.get<readonly ProviderDescriptor[]>(`${path}/types`, { signal, query }),
    staleTime: Infinity,
  });
};

/** The descriptor of one type's provider; undefined while loading. */
export const useMethodType = (type: string): ProviderDescriptor | undefined =>
  useMethodTypes().data?.find((one) => one.type === type);

/** One method of any owner; null loads nothing. */
export const useMethod = (id: string | null) => {
  const api = useApi();
  return useQuery({
    queryKey: [...methodsKey, id],
    queryFn: ({ signal }) => api.get<SignInMethodRecord>(`${path}/${id ?? ''}`, { signal }),
    enabled: id !== null,
  });
};

/** Applications that offer a method; asked anew each time. */
export const useOfferingApplications = (id: string) => {
  const api = useApi();
  return useQuery({
    queryKey: [...methodsKey, id, 'applications'],
    queryFn: ({ signal }) => api.get<OfferingApplications>(`${path}/${id}/applications`, { signal }),
    staleTime: 0,
  });
};

/**
 * Creates, or with an id changes.
 *
 * @param owner the application that has the method for itself; it is never public
 */
export const useSaveMethod = (id: string | null, owner?: string) => {
  const api = useApi();
  const queries = useQueryClient();
  const { organizationId } = queryOf(useOrganizationScope());
  return useMutation({
    mutationFn: ({ type, public: shared, ...input }: SignInMethodInput) => {
      const body = owner === undefined ? { ...input, public: shared } : input;
      if (id !== null) return api.patch<SignInMethodRecord>(`${path}/${id}`, body);
      if (owner === undefined) return api.post<SignInMethodRecord>(path, { type, organizationId, ...body });
      return api.post<SignInMethodRecord>(`/clients/${encodeURIComponent(owner)}/sign-in-methods`, { type, ...body });
    },
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: methodsKey });
      if (owner !== undefined) await queries.invalidateQueries({ queryKey: ['application-methods', owner] });
    },
  });
};

/** Whether the default list requires identifiers of a method. */
export const useRequireIdentifier = () => {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ id, ...requirement }: Pick<SignInMethodRecord, 'id' | 'required' | 'requiredFrom'>) =>
      api.patch<SignInMethodRecord>(`${path}/${id}`, requirement),
    onSuccess: () => queries.invalidateQueries({ queryKey: methodsKey }),
  });
};

/** Moves and switches methods; the UI updates at once and reverts if the server refuses. */
const usePlaceMethods = () => {
  const api = useApi();
  const queries = useQueryClient();
  const listKey = useListKey();
  return useMutation({
    mutationFn: async (placements: readonly Placement[]) => {
      // Sequentially and in order: the server may shift others for each one.
      for (const { id, ...placement } of placements) await api.patch(`${path}/${id}`, placement);
    },
    onMutate: async (placements) => {
      await queries.cancelQueries({ queryKey: methodsKey });
      const before = queries.getQueryData<readonly SignInMethodRecord[]>(listKey);
      queries.setQueryData<readonly SignInMethodRecord[]>(listKey, (methods) =>
        methods?.map((method) => ({ ...method, ...placements.find(({ id }) => id === method.id) })),
      );
      return before;
    },
    onError: (_error, _placements, before) => queries.setQueryData(listKey, before),
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
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: methodsKey });
      await queries.invalidateQueries({ queryKey: ['application-methods'] });
    },
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
