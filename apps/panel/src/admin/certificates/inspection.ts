import type { ApiClient } from '@postern/api-client';
import type { CertificateInspection } from '@postern/contracts';

/** The query for what the server reads in a certificate; what was read once is not asked for again. */
export const inspection = (api: ApiClient, pem: string) => ({
  queryKey: ['certificate', pem],
  queryFn: ({ signal }: { readonly signal: AbortSignal }) =>
    api.post<CertificateInspection>('/certificates/inspect', { certificate: pem }, { signal }),
  staleTime: Infinity,
  retry: false,
});
