import { Select } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useNamedOrganizations, useOrganizations } from '../api/organizations.api';

interface OrganizationInputProps {
  readonly label: string;
  readonly description?: string | undefined;
  readonly required: boolean;
  readonly error?: ReactNode;
  /** Id; empty: none. */
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** Chooses an organization by name; a deleted one is shown by its id. */
export const OrganizationInput = ({ value, onChange, ...input }: OrganizationInputProps) => {
  const [search, setSearch] = useState('');
  const { data: found } = useOrganizations({ search: value === '' ? search : '', page: 0, pageSize: 50 });
  const chosen = useNamedOrganizations(value === '' ? [] : [value]);
  const names = new Map([...(found?.items ?? []), ...chosen].map(({ id, name }) => [id, name]));
  return (
    <Select
      {...input}
      data={[...names].map(([id, name]) => ({ value: id, label: name }))}
      value={value === '' ? null : value}
      onChange={(id) => onChange(id ?? '')}
      clearable
      searchable
      onSearchChange={setSearch}
    />
  );
};
