import type {
  CertificateFilter,
  CertificateSorting,
  CertificateTimeline,
  KnownCertificate,
  KnownCertificateDetail,
  Page,
} from '@postern/contracts';
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { useApi } from '../../api/api-context';
import { useDownload } from '../../api/use-download';

/** Query key prefix of the inventory. */
const inventoryKey = ['certificates'] as const;

export interface CertificatesQuery extends CertificateFilter {
  readonly page: number;
  readonly pageSize: number;
  readonly sort?: CertificateSorting;
}

export const useCertificates = (query: CertificatesQuery, enabled = true) => {
  const api = useApi();
  return useQuery({
    queryKey: [...inventoryKey, 'list', query],
    queryFn: ({ signal }) => api.get<Page<KnownCertificate>>('/certificates', { signal, query: { ...query } }),
    placeholderData: keepPreviousData,
    enabled,
  });
};

export const useCertificateTimeline = (filter: CertificateFilter, by: 'week' | 'month') => {
  const api = useApi();
  return useQuery({
    queryKey: [...inventoryKey, 'timeline', filter, by],
    queryFn: ({ signal }) =>
      api.get<CertificateTimeline>('/certificates/timeline', { signal, query: { ...filter, by } }),
    placeholderData: keepPreviousData,
  });
};

/** One certificate; null loads nothing. */
export const useCertificate = (id: string | null) => {
  const api = useApi();
  return useQuery({
    queryKey: [...inventoryKey, 'one', id],
    queryFn: ({ signal }) =>
      api.get<KnownCertificateDetail>(`/certificates/${encodeURIComponent(id ?? '')}`, { signal }),
    enabled: id !== null,
  });
};

const anchors = ['sign_in_trust_anchor', 'application_trust_anchor', 'caller_trust_anchor'] as const;

/** Trusted CAs by name; as many as a select can offer. */
export const useIssuers = () => {
  const api = useApi();
  return useQuery({
    queryKey: [...inventoryKey, 'issuers'],
    queryFn: async ({ signal }) => {
      const pages = await Promise.all(
        anchors.map((use) =>
          api.get<Page<KnownCertificate>>('/certificates', { signal, query: { use, page: 0, pageSize: 100 } }),
        ),
      );
      const byId = new Map(pages.flatMap(({ items }) => items.map((one) => [one.id, one] as const)));
      return [...byId.values()].sort((one, other) => one.certificate.name.localeCompare(other.certificate.name));
    },
    staleTime: 60_000,
  });
};

/** Downloads all filtered certificates as a file that the server generates. */
export const useExportCertificates = () => {
  const download = useDownload();
  return useMutation({
    mutationFn: (filter: CertificateFilter) => {
      const given = Object.entries(filter).filter(([, value]) => value !== undefined);
      const query = new URLSearchParams(given.map(([name, value]) => [name, String(value)]));
      return download(`/certificates/export?${query.toString()}`, 'certificates.csv');
    },
  });
};
