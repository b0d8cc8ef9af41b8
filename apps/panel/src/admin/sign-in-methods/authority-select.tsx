import { NativeSelect } from '@mantine/core';
import type { CertificateInspection, FieldDescriptor, FieldLabels } from '@postern/contracts';
import { useQueries } from '@tanstack/react-query';
import { useApi } from '../../api/api-context';

export interface AuthoritySelectProps {
  readonly column: FieldDescriptor;
  readonly words: FieldLabels;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** PEM of each certificate to choose from. */
  readonly pems: readonly string[];
}

/** Chooses a certificate from another setting of the form; the value is its SHA-256. */
export const AuthoritySelect = ({ column, words, value, onChange, pems }: AuthoritySelectProps) => {
  const api = useApi();
  const read = useQueries({
    queries: pems.map((pem) => ({
      queryKey: ['certificate', pem],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        api.post<CertificateInspection>('/certificates/inspect', { certificate: pem }, { signal }),
      staleTime: Infinity,
      retry: false,
    })),
  });
  const known = read.flatMap(({ data }) => (data === undefined ? [] : [{ value: data.sha256, label: data.name }]));
  const standard = (column.options ?? []).map((one) => ({ value: one, label: words.options?.[one]?.label ?? one }));
  const offered = [...standard, ...known];
  // A trust anchor removed from the form stays selected until another is chosen.
  const gone = offered.some((one) => one.value === value) ? [] : [{ value, label: value.slice(0, 16) }];
  return (
    <NativeSelect
      label={words.label}
      description={words.hint}
      data={[...offered, ...gone]}
      value={value}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
    />
  );
};
