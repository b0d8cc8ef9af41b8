import type { GatewayCallerCertificate, GatewayCallerCertificateInput, Page } from '@postern/contracts';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useApi } from '../../../api/api-context';
import { gatewayKey, pageSize, useGatewayMutation } from '../shared/gateway-query';

/** There may be tens of thousands, so the server searches and pages. */
export const useCallers = (search: string, page: number, size: number = pageSize) => {
  const api = useApi();
  return useQuery({
    queryKey: [...gatewayKey, 'callers', search, page, size],
    queryFn: ({ signal }) =>
      api.get<Page<GatewayCallerCertificate>>('/gateway/caller-certificates', {
        signal,
        query: { search: search || undefined, page, pageSize: size },
      }),
    placeholderData: keepPreviousData,
  });
};

export const useUploadCallers = () => {
  const api = useApi();
  return useGatewayMutation((input: GatewayCallerCertificateInput) =>
    api.post<readonly GatewayCallerCertificate[]>('/gateway/caller-certificates', input),
  );
};

export const useDeleteCaller = () => {
  const api = useApi();
  return useGatewayMutation((id: string) => api.delete(`/gateway/caller-certificates/${encodeURIComponent(id)}`));
};
