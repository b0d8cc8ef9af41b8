import type { ExpiryWarningSettings, RenewalGuide } from '@postern/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useApi } from '../../api/api-context';

const path = '/certificates/expiry-warnings';
const warningsKey = ['certificates', 'expiry-warnings'] as const;

export const useExpiryWarnings = () => {
  const api = useApi();
  return useQuery({ queryKey: warningsKey, queryFn: ({ signal }) => api.get<ExpiryWarningSettings>(path, { signal }) });
};

export const useSaveExpiryWarnings = () => {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (settings: ExpiryWarningSettings) => api.put<ExpiryWarningSettings>(path, settings),
    onSuccess: () => queries.invalidateQueries({ queryKey: warningsKey }),
  });
};

/** The renewal guide of a CA that a sign-in method trusts. */
export const useSaveRenewalGuide = (certificateId: string) => {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (guide: RenewalGuide) =>
      api.put<RenewalGuide>(`/certificates/${encodeURIComponent(certificateId)}/renewal-guide`, guide),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['certificates'] }),
  });
};
