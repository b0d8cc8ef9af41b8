import type { ImportFormat, ImportLine, ImportVerdict, UserImport } from '@postern/contracts';
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useApi } from '../../api/api-context';

const importsKey = ['user-imports'] as const;
const types: Readonly<Record<ImportFormat, string>> = {
  csv: 'text/csv',
  jsonl: 'application/jsonl',
  zip: 'application/zip',
};

export interface FileToImport {
  readonly file: File;
  readonly format: ImportFormat;
  readonly methodId: string | null;
  readonly source: string | null;
}

const isUnderWay = ({ state }: UserImport): boolean => state === 'checking' || state === 'applying';

export const useImports = () => {
  const api = useApi();
  return useQuery({
    queryKey: [...importsKey],
    queryFn: ({ signal }) => api.get<readonly UserImport[]>('/user-imports', { signal }),
  });
};

/** Polled while the import is being processed. */
export const useImport = (id: string) => {
  const api = useApi();
  return useQuery({
    queryKey: [...importsKey, id],
    queryFn: ({ signal }) => api.get<UserImport>(`/user-imports/${id}`, { signal }),
    refetchInterval: ({ state: { data } }) => (data === undefined || isUnderWay(data) ? 1_000 : false),
  });
};

/** @param version changes when the lines change */
export const useImportLines = (id: string, verdict: ImportVerdict | null, version: string) => {
  const api = useApi();
  return useInfiniteQuery({
    queryKey: [...importsKey, id, 'lines', verdict, version],
    initialPageParam: 0,
    queryFn: ({ signal, pageParam: after }) =>
      api.get<readonly ImportLine[]>(`/user-imports/${id}/lines`, { signal, query: { verdict, after } }),
    getNextPageParam: (last) => (last.length < 100 ? undefined : last.at(-1)?.line),
  });
};

export const useUploadImport = () => {
  const api = useApi();
  return useMutation({
    mutationFn: ({ file, format, methodId, source }: FileToImport) =>
      api.post<UserImport>('/user-imports', new Blob([file], { type: types[format] }), {
        query: { format, name: file.name.slice(0, 200), methodId, source },
      }),
  });
};

export const useApplyImport = (id: string) => {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => api.post<UserImport>(`/user-imports/${id}/apply`),
    onSuccess: () => queries.invalidateQueries({ queryKey: importsKey }),
  });
};

export const useDeleteImport = (id: string) => {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => api.delete(`/user-imports/${id}`),
    onSuccess: () => queries.invalidateQueries({ queryKey: importsKey, exact: true }),
  });
};
