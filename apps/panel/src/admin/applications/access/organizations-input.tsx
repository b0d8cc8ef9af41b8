import { MultiSelect } from '@mantine/core';
import { useTranslation } from '@postern/i18n';
import { useState } from 'react';
import { useNamedOrganizations, useOrganizations } from '../../api/organizations.api';

export interface OrganizationsInputProps {
  /** Ids. */
  readonly value?: string[];
  readonly onChange?: (value: string[]) => void;
}

/** Organizations, found by name. */
export const OrganizationsInput = ({ value = [], ...props }: OrganizationsInputProps) => {
  const { t } = useTranslation('access');
  const [search, setSearch] = useState('');
  const { data: found } = useOrganizations({ search, page: 0, pageSize: 50 });
  const chosen = useNamedOrganizations(value);
  const names = new Map([...chosen, ...(found?.items ?? [])].map(({ id, name }) => [id, name]));
  return (
    <MultiSelect
      label={t('rule.organizations')}
      description={t('rule.organizations_hint')}
      data={[...names].map(([id, name]) => ({ value: id, label: name }))}
      value={value}
      searchable
      onSearchChange={setSearch}
      {...props}
    />
  );
};
