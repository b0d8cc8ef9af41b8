import type { GatewayCertificate, GatewayCertificateInput } from '@postern/contracts';
import { useQuery } from '@tanstack/react-query';
import { useApi } from '../../../api/api-context';
import { gatewayKey, useGatewayMutation } from '../shared/gateway-query';

const path = (id: string): string => `/gateway/certificates/${encodeURIComponent(id)}`;

/** All certificates whose private keys the gateway holds; the list is short. */
export const useCertificates = () => {
  const api = useApi();
  return useQuery({
    queryKey: [...gatewayKey, 'certificates'],
    queryFn: ({ signal }) => api.get<readonly GatewayCertificate[]>('/gateway/certificates', { signal }),
  });
};

export const useUploadCertificate = () => {
  const api = useApi();
  return useGatewayMutation((input: GatewayCertificateInput) =>
    api.post<GatewayCertificate>('/gateway/certificates', input),
  );
};

/** Rotation: the id and everything that uses it stay. */
export const useReplaceCertificate = (id: string) => {
  const api = useApi();
  return useGatewayMutation((input: GatewayCertificateInput) => api.put<GatewayCertificate>(path(id), input));
};

export const useDeleteCertificate = () => {
  const api = useApi();
  return useGatewayMutation((id: string) => api.delete(path(id)));
};
