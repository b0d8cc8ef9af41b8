import type {
  GatewayApi,
  GatewayApiDefinition,
  GatewayApiInput,
  GatewayApplyResult,
  GatewayDecision,
  GatewayTryInput,
  GatewayValidation,
  Page,
} from '@postern/contracts';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useApi } from '../../../api/api-context';
import { apiKey, gatewayKey, pageSize, useGatewayMutation } from '../shared/gateway-query';

const path = (id: string): string => `/gateway/apis/${encodeURIComponent(id)}`;

export const useGatewayApis = (search: string, page: number, size: number = pageSize) => {
  const api = useApi();
  return useQuery({
    queryKey: [...gatewayKey, 'apis', search, page, size],
    queryFn: ({ signal }) =>
      api.get<Page<GatewayApi>>('/gateway/apis', {
        signal,
        query: { search: search || undefined, page, pageSize: size },
      }),
    placeholderData: keepPreviousData,
  });
};

export const useGatewayApi = (id: string) => {
  const api = useApi();
  return useQuery({ queryKey: apiKey(id), queryFn: ({ signal }) => api.get<GatewayApi>(path(id), { signal }) });
};

/** Creates a draft. */
export const useCreateApi = () => {
  const api = useApi();
  return useGatewayMutation((input: GatewayApiInput) => api.post<GatewayApi>('/gateway/apis', input));
};

/** Changes the draft. */
export const useChangeApi = (id: string) => {
  const api = useApi();
  const queries = useQueryClient();
  return useGatewayMutation(async (change: Partial<GatewayApiDefinition>) => {
    const changed = await api.patch<GatewayApi>(path(id), change);
    queries.setQueryData(apiKey(id), changed);
    return changed;
  });
};

export const useDeleteApi = () => {
  const api = useApi();
  return useGatewayMutation((id: string) => api.delete(path(id)));
};

/** Also tests the configuration with Nginx; changes nothing. */
export const useValidateApi = (id: string) => {
  const api = useApi();
  return useMutation({ mutationFn: () => api.post<GatewayValidation>(`${path(id)}/validate`) });
};

export const useApplyApi = (id: string) => {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => api.post<GatewayApplyResult>(`${path(id)}/apply`),
    // A refusal is stored with the API, so refetch in both cases.
    onSettled: async () => {
      await queries.invalidateQueries({ queryKey: apiKey(id) });
      await queries.invalidateQueries({ queryKey: gatewayKey });
    },
  });
};

export const useTryApi = (id: string) => {
  const api = useApi();
  return useMutation({ mutationFn: (input: GatewayTryInput) => api.post<GatewayDecision>(`${path(id)}/try`, input) });
};
